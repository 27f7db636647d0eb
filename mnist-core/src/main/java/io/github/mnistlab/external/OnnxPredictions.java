package io.github.mnistlab.external;

import io.github.mnistlab.data.Column;
import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.Faults;
import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.LabeledTable;
import io.github.mnistlab.experiment.JudgedModel;
import io.github.mnistlab.experiment.JudgedModel.Values;
import io.github.mnistlab.external.onnx.ModelColumns;
import io.github.mnistlab.external.onnx.OnnxCall;
import io.github.mnistlab.external.onnx.OnnxCalls;
import io.github.mnistlab.external.onnx.OnnxFile;
import io.github.mnistlab.external.onnx.OnnxQuestion;
import io.github.mnistlab.external.onnx.OnnxRuntime;
import io.github.mnistlab.external.onnx.OnnxTableCalls;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What an ONNX model says of images or of rows of a table, which ONNX Runtime computes in a process of its own. */
public final class OnnxPredictions {
    private OnnxPredictions() {}

    /**
     * Predicts.
     *
     * @param file trusted in nothing
     * @param sha256 the digest that it must have; see {@link OnnxFile#sha256}
     * @param model how it is asked, as far as the experiment says
     * @param test the images
     * @param classes their classes' names
     * @param runtime computes
     * @param scratch a folder for files that are gone at the end
     * @throws DataException if the file has changed or is no such model, or what it gives is not what it should be
     */
    public static RowPredictions of(
            Path file,
            String sha256,
            JudgedModel.Onnx model,
            LabeledImages test,
            List<String> classes,
            OnnxRuntime runtime,
            Path scratch)
            throws IOException {
        OnnxCall call = OnnxCalls.of(OnnxFile.read(file), model, test.shape());
        byte[] pixels = call.planes() ? planes(test) : test.toPixelArray();
        return answer(file, sha256, call, in -> Files.write(in, pixels), test.size(), classes, runtime, scratch);
    }

    /**
     * Predicts the rows of a table.
     *
     * @param test the rows as they are in their file, with all columns
     * @throws DataException likewise
     */
    public static RowPredictions of(
            Path file,
            String sha256,
            JudgedModel.Onnx model,
            LabeledTable test,
            List<String> classes,
            OnnxRuntime runtime,
            Path scratch)
            throws IOException {
        OnnxFile read = OnnxFile.read(file);
        OnnxCall call = OnnxTableCalls.of(read, model, test.columns(), classes);
        List<Column> columns = OnnxTableCalls.columns(read, test.columns());
        return answer(
                file,
                sha256,
                call,
                in -> TableNumbers.write(ModelColumns.of(test, columns), columns, in),
                test.size(),
                classes,
                runtime,
                scratch);
    }

    /** Writes what goes in. */
    private interface Input {
        void write(Path file) throws IOException;
    }

    private static RowPredictions answer(
            Path file,
            String sha256,
            OnnxCall call,
            Input input,
            int count,
            List<String> classes,
            OnnxRuntime runtime,
            Path scratch)
            throws IOException {
        Path pixels = scratch.resolve("onnx-pixels.bin");
        Path answers = scratch.resolve("onnx-answers.bin");
        try {
            input.write(pixels);
            runtime.answer(new OnnxQuestion(file.toAbsolutePath(), call, pixels, count, classes.size(), answers));
            // What was computed must be what the run is known by.
            PredictionsFile.requireDigest(file, sha256, OnnxFile.read(file).sha256());
            TestRows rows = new TestRows(new int[count], classes);
            return call.values() == Values.LABELS
                    ? labels(answers, file, rows)
                    : scores(answers, file, call.values(), rows);
        } finally {
            Files.deleteIfExists(pixels);
            Files.deleteIfExists(answers);
        }
    }

    /** The images with a plane for each channel. */
    private static byte[] planes(LabeledImages images) {
        ImageShape shape = images.shape();
        byte[] planes = images.toPixelArray().clone();
        byte[] image = new byte[shape.values()];
        for (int row = 0; row < images.size(); row++) {
            images.copyImage(row, image, 0);
            int at = row * image.length;
            for (int i = 0; i < image.length; i++) {
                planes[at + i % shape.channels() * shape.pixels() + i / shape.channels()] = image[i];
            }
        }
        return planes;
    }

    private static RowPredictions scores(Path answers, Path file, Values values, TestRows rows) throws IOException {
        Faults faults = new Faults(file.toString());
        Scores scores = new Scores(values, rows, faults);
        try (InputStream in = Files.newInputStream(answers)) {
            RawPredictions.readRows(in, Double.BYTES, rows, scores, faults);
        }
        return scores.probabilities(true);
    }

    private static RowPredictions labels(Path answers, Path file, TestRows rows) throws IOException {
        Faults faults = new Faults(file.toString());
        int[] predicted = new int[rows.count()];
        try (BufferedReader in = Files.newBufferedReader(answers, StandardCharsets.UTF_8)) {
            for (int row = 0; row < predicted.length && !faults.isFull(); row++) {
                String name = in.readLine();
                predicted[row] = name == null ? -1 : rows.classOf(name);
                if (predicted[row] < 0) {
                    faults.add("row " + row + " is predicted to be '" + name + "', which is no class ("
                            + CsvColumns.someOf(rows) + ")");
                }
            }
        } catch (java.nio.charset.CharacterCodingException e) {
            throw new DataException(file + " gives names of classes that are no text: " + IoReason.of(e), e);
        }
        faults.throwIfAny();
        return new RowPredictions.OfClasses(predicted, rows.classes().size(), true);
    }
}
