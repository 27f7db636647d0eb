package io.github.mnistlab.lab;

import io.github.mnistlab.predict.PictureFile;
import io.github.mnistlab.predict.ReadPicture;
import io.github.mnistlab.report.PredictionReport;
import io.github.mnistlab.report.html.PredictPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
            throw new LabException.Storage("Cannot write the page to " + output + ": " + e.getMessage(), e);
        }
    }

    private static List<ReadPicture> read(List<Path> pictures, KeptModel model) {
        List<ReadPicture> read = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Path file : pictures.stream().flatMap(Predicting::files).toList()) {
            try {
                ReadPicture.of(String.valueOf(file.getFileName()), PictureFile.read(file), model.network())
                        .ifPresentOrElse(
                                read::add, () -> problems.add(file + " is empty: no ink stands out from its paper"));
            } catch (IOException e) {
                problems.add(e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new LabException.Pictures("Cannot read every picture:\n  " + String.join("\n  ", problems));
        }
        return read;
    }

    private static Stream<Path> files(Path path) {
        if (!Files.isDirectory(path)) {
            return Stream.of(path);
        }
        try (Stream<Path> all = Files.list(path)) {
            List<Path> pictures = all.filter(Predicting::isPicture).sorted().toList();
            if (pictures.isEmpty()) {
                throw new LabException.Pictures(path + " has no file that ends in .png, .jpg or .jpeg");
            }
            return pictures.stream();
        } catch (IOException e) {
            throw new LabException.Storage("Cannot list " + path + ": " + e.getMessage(), e);
        }
    }

    private static boolean isPicture(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(".png") || name.endsWith(".jpg") || name.endsWith(".jpeg");
    }
}
