package io.github.mnistlab.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.evaluate.Probabilities;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.RunResult;
import io.github.mnistlab.result.TestPredictions;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What each run made of each test row: a row for each run and test row, with the true and the predicted class, by name, and the
 * probability of each class.
 */
final class PredictionsCsv {
    private static final List<String> FIRST = List.of("experiment", "variant", "seed", "row", "class", "predicted");

    private PredictionsCsv() {}

    /**
     * Writes UTF-8 lines that end in a line feed, a header first. Where variants have different classes, there is a column for each
     * of any of them, which is empty in the rows of those that do not have it, as all are in the rows of a run of which only
     * classes are known.
     *
     * @param out left open
     */
    static void write(ExperimentResult result, TestPredictions predictions, OutputStream out) throws IOException {
        List<String> classes = result.runs().stream()
                .flatMap(run -> result.classNamesOf(run.id().variant()).stream())
                .distinct()
                .toList();
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text);
        List<String> header = new ArrayList<>(FIRST);
        classes.forEach(name -> header.add("probability[" + name + "]"));
        csv.writeRecord(header);
        for (RunResult run : result.runs()) {
            List<String> names = result.classNamesOf(run.id().variant());
            int[] columns = names.stream()
                    .mapToInt(name -> FIRST.size() + classes.indexOf(name))
                    .toArray();
            Predictions made = predictions.of(run);
            Optional<Probabilities> probabilities = made.probabilities();
            String[] fields = new String[header.size()];
            for (int row = 0; row < made.rows(); row++) {
                Arrays.fill(fields, "");
                fields[0] = result.name();
                fields[1] = run.id().variant();
                fields[2] = String.valueOf(run.id().seed());
                fields[3] = String.valueOf(row);
                fields[4] = names.get(made.label(row));
                fields[5] = names.get(made.predicted(row));
                for (int label = 0; probabilities.isPresent() && label < columns.length; label++) {
                    fields[columns[label]] = shortest(probabilities.get().get(row, label));
                }
                csv.writeRecord(fields);
            }
        }
        csv.flush();
    }

    /** As many digits as tell a number from its neighbours of the same type: networks compute in float32. */
    private static String shortest(double probability) {
        float single = (float) probability;
        return single == probability ? Float.toString(single) : Double.toString(probability);
    }
}
