package io.github.mnistlab.lab;

import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.data.picture.Picture;
import io.github.mnistlab.data.picture.PictureException;
import io.github.mnistlab.data.picture.PictureFile;
import io.github.mnistlab.predict.PreparedDigit;
import io.github.mnistlab.predict.ReadPicture;
import io.github.mnistlab.report.PredictionReport;
import io.github.mnistlab.report.html.PredictPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Pictures of digits, read with a model. */
final class Predicting {
    private final LabSettings settings;
    private final LabListener listener;

    Predicting(LabSettings settings, LabListener listener) {
        this.settings = settings;
        this.listener = listener;
    }

    /**
     * Reads pictures, writes a page about them and tells of them.
     *
     * @param pictures PNG or JPEG files, or folders of such
     */
    Predicted predict(List<Path> pictures, KeptModel model) {
        List<ReadPicture> read = read(pictures, model);
        Path output = settings.outputDirectory();
        try {
            Path page = PredictPage.write(read, model.name(), output);
            PredictionReport.lines(read, model.name(), page)
                    .forEach(line -> listener.line(LabListener.Level.INFO, line));
            return new Predicted(model.name(), read, page);
        } catch (IOException e) {
            throw new LabException.Storage("Cannot write the page to " + output + ": " + IoReason.of(e, output), e);
        }
    }

    /**
     * A file that is to be read.
     *
     * @param named whether the caller named it, and not only its folder
     */
    private record Asked(Path file, boolean named) {}

    /**
     * A picture of which there is something to read.
     *
     * @param digit as the model sees it
     */
    private record Prepared(String name, Picture picture, PreparedDigit digit) {}

    /** All of them, or what is wrong with those that were named; what only lies in a folder may be wrong. */
    private List<ReadPicture> read(List<Path> pictures, KeptModel model) {
        List<Prepared> prepared = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        List<String> passedOver = new ArrayList<>();
        for (Asked asked : pictures.stream().flatMap(Predicting::files).toList()) {
            Path file = asked.file();
            List<String> faults = asked.named() ? problems : passedOver;
            try {
                Picture picture = PictureFile.read(file);
                PreparedDigit.of(picture)
                        .ifPresentOrElse(
                                digit -> prepared.add(new Prepared(String.valueOf(file.getFileName()), picture, digit)),
                                () -> faults.add(file + " is empty: no ink stands out from its paper"));
            } catch (IOException e) {
                faults.add(
                        e instanceof PictureException
                                ? e.getMessage()
                                : "Cannot read " + file + ": " + IoReason.of(e, file));
            }
        }
        if (!problems.isEmpty() || prepared.isEmpty()) {
            problems.addAll(passedOver);
            throw new LabException.Pictures("Cannot read every picture:\n  " + String.join("\n  ", problems));
        }
        passedOver.forEach(fault -> listener.line(LabListener.Level.WARNING, fault + "; it is passed over"));
        return ask(model, prepared);
    }

    private static List<ReadPicture> ask(KeptModel model, List<Prepared> prepared) {
        List<List<Double>> probabilities = model.model()
                .predict(prepared.stream().map(one -> one.digit().pixels()).toList());
        List<ReadPicture> read = new ArrayList<>();
        for (int i = 0; i < prepared.size(); i++) {
            Prepared one = prepared.get(i);
            read.add(new ReadPicture(one.name(), one.picture(), one.digit(), probabilities.get(i)));
        }
        return read;
    }

    private static Stream<Asked> files(Path path) {
        if (!Files.isDirectory(path)) {
            return Stream.of(new Asked(path, true));
        }
        try (Stream<Path> all = Files.list(path)) {
            List<Asked> pictures = all.filter(PictureFile::hasItsName)
                    .sorted()
                    .map(file -> new Asked(file, false))
                    .toList();
            if (pictures.isEmpty()) {
                throw new LabException.Pictures(path + " has no file that ends in .png, .jpg or .jpeg");
            }
            return pictures.stream();
        } catch (IOException e) {
            throw new LabException.Storage("Cannot list " + path + ": " + IoReason.of(e, path), e);
        }
    }
}
