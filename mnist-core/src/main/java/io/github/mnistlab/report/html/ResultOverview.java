package io.github.mnistlab.report.html;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.experiment.Variant;
import io.github.mnistlab.gate.VerdictStatus;
import io.github.mnistlab.report.ReportFiles;
import io.github.mnistlab.report.ResultTables;
import io.github.mnistlab.report.ShownMetrics;
import io.github.mnistlab.report.text.PlainText;
import io.github.mnistlab.report.text.ReportTable;
import io.github.mnistlab.report.text.ReportTable.Row;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.ResultStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * An experiment's stored results in short, as a page that lists several experiments shows them. Nothing is judged again,
 * and no data is needed: these are the results and verdicts of the last run, whatever has changed since.
 *
 * @param name the experiment's; that of its folder
 * @param question what it asks; may be empty
 * @param finished when the last run had ended, as ISO 8601 in UTC
 * @param warnings sentences on unsound practices
 * @param metrics on the test images, a row a variant: the mean over seeds, and the standard deviation where there are several
 * @param plots SVG elements, one for each of some of these metrics, with a mark for each seed
 * @param gates a row a gate; empty if the experiment has none, or was not judged
 * @param verdicts on these gates, in their order
 */
public record ResultOverview(
        String name,
        String question,
        String finished,
        List<String> warnings,
        ReportTable metrics,
        List<String> plots,
        Optional<ReportTable> gates,
        List<VerdictStatus> verdicts) {
    /** What is drawn: how good a variant is in all, and at the class that it is worst at. */
    private static final List<String> DRAWN = List.of("balanced", "min recall");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    /** Copies. */
    public ResultOverview {
        warnings = List.copyOf(warnings);
        plots = List.copyOf(plots);
        verdicts = List.copyOf(verdicts);
    }

    /**
     * All experiments with results, by name.
     *
     * @param outputDirectory such as {@code target/mnist}; none if it does not exist
     * @param passedOver told of each experiment whose results cannot be read, or are not what this version writes: its
     *     name, and why
     * @throws IOException if the folder cannot be read
     */
    public static List<ResultOverview> all(Path outputDirectory, BiConsumer<String, String> passedOver)
            throws IOException {
        if (!Files.isDirectory(outputDirectory)) {
            return List.of();
        }
        ResultStore store = ResultStore.reading(outputDirectory);
        List<ResultOverview> all = new ArrayList<>();
        try (Stream<Path> folders = Files.list(outputDirectory)) {
            for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
                String name = String.valueOf(folder.getFileName());
                if (name.startsWith(".")) {
                    continue;
                }
                try {
                    Optional<ExperimentResult> result = store.load(name);
                    if (result.isPresent()) {
                        all.add(of(name, result.get(), folder));
                    }
                } catch (IOException e) {
                    passedOver.accept(name, IoReason.of(e));
                } catch (DataException e) {
                    passedOver.accept(name, e.getMessage());
                }
            }
        }
        return List.copyOf(all);
    }

    private static ResultOverview of(String name, ExperimentResult result, Path folder) throws IOException {
        if (!result.name().equals(name)) {
            throw new DataException("The results in " + folder + " are of the experiment "
                    + PlainText.oneLine(result.name()) + ", whose folder this is not.");
        }
        List<StoredVerdict> verdicts = verdicts(folder.resolve(ReportFiles.VERDICTS));
        return new ResultOverview(
                name,
                result.description() == null ? "" : PlainText.oneLine(result.description()),
                PlainText.oneLine(result.finished()),
                result.warnings().stream().map(PlainText::oneLine).toList(),
                ResultTables.means(result),
                DRAWN.stream().map(metric -> plot(metric, result)).toList(),
                gates(verdicts),
                verdicts.stream().map(StoredVerdict::status).toList());
    }

    private static String plot(String metric, ExperimentResult result) {
        Map<String, List<Double>> values = new LinkedHashMap<>();
        for (Variant variant : result.specification()) {
            values.put(
                    variant.name(),
                    ShownMetrics.values(result, variant, ShownMetrics.BY_NAME.get(metric)).stream()
                            .map(value -> value.asDouble().orElse(Double.NaN))
                            .toList());
        }
        return StripPlot.of(ShownMetrics.BY_NAME.get(metric).toString(), values).svg();
    }

    private static List<StoredVerdict> verdicts(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        StoredVerdicts stored = JSON.readValue(Files.readAllBytes(file), StoredVerdicts.class);
        if (stored == null || stored.verdicts().contains(null)) {
            throw new IOException(file + " is damaged: a verdict is null");
        }
        return stored.verdicts();
    }

    private static Optional<ReportTable> gates(List<StoredVerdict> verdicts) {
        List<Row> rows = verdicts.stream()
                .map(verdict -> new Row(
                        PlainText.oneLine(verdict.requirement()),
                        false,
                        List.of(verdict.status().toString(), PlainText.oneLine(verdict.measured()))))
                .toList();
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new ReportTable("gate", List.of("verdict", "measured"), rows, true));
    }

    /** What is needed of {@value ReportFiles#VERDICTS}. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record StoredVerdicts(List<StoredVerdict> verdicts) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record StoredVerdict(VerdictStatus status, String requirement, String measured) {}
}
