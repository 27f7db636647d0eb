package io.github.mnistlab.lab;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.generated.DigitGenerator;
import io.github.mnistlab.disk.FileTree;
import io.github.mnistlab.experiment.JudgedModel;
import io.github.mnistlab.external.OnnxPredictions;
import io.github.mnistlab.external.RowPredictions;
import io.github.mnistlab.external.onnx.OnnxCall;
import io.github.mnistlab.external.onnx.OnnxCalls;
import io.github.mnistlab.external.onnx.OnnxFile;
import io.github.mnistlab.predict.ImageModel;
import io.github.mnistlab.worker.OnnxProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** An ONNX file that reads pictures, computed by ONNX Runtime in a process of its own. */
final class OnnxPictures implements ImageModel {
    private final LabSettings settings;
    private final OnnxFile file;
    private final JudgedModel.Onnx asked;
    private final int classes;

    private OnnxPictures(LabSettings settings, OnnxFile file, JudgedModel.Onnx asked, int classes) {
        this.settings = settings;
        this.file = file;
        this.asked = asked;
        this.classes = classes;
    }

    /** @throws DataException if it is no such model, or it is not said how it is asked */
    static OnnxPictures of(LabSettings settings, Model.File model) {
        OnnxFile file = OnnxFile.read(model.path());
        JudgedModel.Onnx asked = new JudgedModel.Onnx(model.path().toString(), model.input(), model.output());
        OnnxCall call = OnnxCalls.of(file, asked, ImageShape.MNIST);
        if (call.values() == JudgedModel.Values.LABELS) {
            throw new DataException(model.path() + " gives the predicted class alone, but pictures are shown with"
                    + " probabilities: it needs an output of probabilities or logits");
        }
        return new OnnxPictures(settings, file, asked, file.classes(call).orElse(DigitGenerator.CLASSES));
    }

    String describe() {
        return "ONNX, " + classes + " classes";
    }

    @Override
    public List<List<Double>> predict(List<byte[]> images) {
        byte[] pixels = new byte[images.size() * ImageShape.MNIST_PIXELS];
        for (int i = 0; i < images.size(); i++) {
            System.arraycopy(images.get(i), 0, pixels, i * ImageShape.MNIST_PIXELS, ImageShape.MNIST_PIXELS);
        }
        // What they show, nobody knows yet.
        LabeledImages rows = new LabeledImages(pixels, new byte[images.size()], classes);
        List<String> names =
                IntStream.range(0, classes).mapToObj(Integer::toString).toList();
        Path work = workFolder();
        try {
            List<Path> runtime = settings.workers()
                    .libraries()
                    .onnxRuntime(settings.storage().offline());
            RowPredictions predicted = OnnxPredictions.of(
                    file.path(),
                    file.sha256(),
                    asked,
                    rows,
                    names,
                    OnnxProcess.of(runtime, settings.workers().timeout(), work, work),
                    work);
            return byImage(((RowPredictions.OfProbabilities) predicted).values());
        } catch (IOException e) {
            throw new LabException.Storage("Cannot work in " + work + ": " + IoReason.of(e, work), e);
        } finally {
            discard(work);
        }
    }

    private Path workFolder() {
        Path output = settings.outputDirectory();
        try {
            Files.createDirectories(output);
            return Files.createTempDirectory(output, ".predict");
        } catch (IOException e) {
            throw new LabException.Storage("Cannot write to " + output + ": " + IoReason.of(e, output), e);
        }
    }

    private static void discard(Path work) {
        try {
            FileTree.delete(work);
        } catch (IOException e) {
            throw new LabException.Storage("Cannot remove " + work + ": " + IoReason.of(e, work), e);
        }
    }

    private List<List<Double>> byImage(double[] values) {
        List<List<Double>> images = new ArrayList<>();
        for (int start = 0; start < values.length; start += classes) {
            images.add(IntStream.range(start, start + classes)
                    .mapToObj(i -> values[i])
                    .toList());
        }
        return images;
    }
}
