package io.github.mnistlab.report;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.github.mnistlab.disk.WholeFile;
import io.github.mnistlab.gate.GateQuality;
import io.github.mnistlab.gate.Judgement;
import io.github.mnistlab.gate.Verdict;
import io.github.mnistlab.json.PrettyJson;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.TestPredictions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Writes what is to be read of an experiment, by people and by CI systems. The same results give the same bytes. */
public final class ReportFiles {
    /** For people, in an experiment's folder. */
    public static final String SUMMARY = "summary.md";

    /** For programs, in an experiment's folder. */
    public static final String VERDICTS = "verdicts.json";

    /** For notebooks and spreadsheets, in an experiment's folder: a row for each run and metric. */
    public static final String METRICS = "metrics.csv";

    /** The same of each test row, where somebody asks for it: a row for each run and test row. */
    public static final String PREDICTIONS = "predictions.csv";

    /** The folder with the verdicts of all experiments as test results, beside the experiments' folders. */
    public static final String JUNIT = "junit";

    private static final String JUNIT_PREFIX = "TEST-";
    private static final String JUNIT_SUFFIX = ".xml";
    private static final int VERDICTS_SCHEMA_VERSION = 1;

    private ReportFiles() {}

    /**
     * Writes {@value #SUMMARY}, {@value #VERDICTS} and {@value #METRICS} into the experiment's folder and {@code TEST-<experiment>.xml} into
     * the folder {@value #JUNIT}. Each file is in place whole or not at all.
     *
     * @param outputDirectory such as {@code target/mnist}; folders are made where they are missing
     * @param commandToRunAgain makes of an experiment's name the command that runs it
     * @param resultsPage the address of a page with all reports, if there is one
     * @throws IOException if a file cannot be written
     * @throws IllegalArgumentException if the experiment's name is not that of a folder in {@code outputDirectory}
     */
    public static void write(
            Judgement judgement,
            Path outputDirectory,
            UnaryOperator<String> commandToRunAgain,
            Optional<String> resultsPage)
            throws IOException {
        ExperimentResult result = judgement.result();
        List<Verdict> verdicts = judgement.verdicts();
        Path folder = outputDirectory.resolve(result.name()).normalize();
        if (!outputDirectory.normalize().equals(folder.getParent())) {
            // Results may have been read from a file that anyone wrote.
            throw new IllegalArgumentException(
                    "an experiment's name must be that of a folder, but is '" + result.name() + "'");
        }
        write(folder.resolve(SUMMARY), Summary.of(judgement, commandToRunAgain.apply(result.name()), resultsPage));
        write(
                folder.resolve(VERDICTS),
                PrettyJson.write(
                        new Verdicts(VERDICTS_SCHEMA_VERSION, result.name(), verdicts, judgement.qualities())));
        write(folder.resolve(METRICS), MetricsCsv.of(result));
        write(junit(result.name(), outputDirectory), JunitXml.of(result, verdicts));
    }

    /**
     * Writes {@value #PREDICTIONS} into an experiment's folder; it is in place whole or not at all.
     *
     * @param folder of the experiment, which has its results
     * @throws IOException if the file cannot be written
     * @throws io.github.mnistlab.data.DataException if predictions cannot be read
     */
    public static void writePredictions(ExperimentResult result, TestPredictions predictions, Path folder)
            throws IOException {
        WholeFile.write(folder.resolve(PREDICTIONS), stream -> PredictionsCsv.write(result, predictions, stream));
    }

    /**
     * Removes test results of an earlier time, so that no CI system takes them for those of a run that fails before it is
     * judged.
     *
     * @param experiments whether those of an experiment go, by its name
     * @throws IOException if they are there and cannot be removed
     */
    public static void discard(Predicate<String> experiments, Path outputDirectory) throws IOException {
        Path folder = outputDirectory.resolve(JUNIT);
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, JUNIT_PREFIX + "*" + JUNIT_SUFFIX)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (experiments.test(name.substring(JUNIT_PREFIX.length(), name.length() - JUNIT_SUFFIX.length()))) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static Path junit(String experiment, Path outputDirectory) {
        return outputDirectory.resolve(JUNIT).resolve(JUNIT_PREFIX + experiment + JUNIT_SUFFIX);
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        WholeFile.write(file, stream -> stream.write(bytes));
    }

    @JsonPropertyOrder({"schemaVersion", "experiment", "verdicts", "qualities"})
    private record Verdicts(
            int schemaVersion, String experiment, List<Verdict> verdicts, List<GateQuality> qualities) {}
}
