package io.github.mnistlab.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.result.RunResult;
import io.github.mnistlab.result.StoredPredictions;
import io.github.mnistlab.run.SmallExperiment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a report's page has of a table: rows, columns, and what networks lean on. */
class ReportedTablesTest {
    @TempDir
    private Path folder;

    /** Only {@code told} and {@code kind} tell the classes apart; {@code twin} is the former once more, in another unit. */
    @BeforeEach
    void write() throws Exception {
        Random random = new Random(2);
        StringBuilder text = new StringBuilder("noise,told,twin,kind,class\n");
        for (int row = 0; row < 400; row++) {
            int label = row % 2;
            double told = 100 * (label + 0.6 * random.nextGaussian());
            String kind = random.nextInt(3) == 0 ? "any" : label == 0 ? "round" : "<square>";
            text.append(String.format(
                    Locale.ROOT,
                    "%.3f,%.3f,%s,%s,%s%n",
                    random.nextGaussian(),
                    told,
                    row == 7 ? "NA" : String.format(Locale.ROOT, "%.3f", -told / 1000),
                    kind,
                    label == 0 ? "first" : "<second>"));
        }
        Files.writeString(folder.resolve("all.csv"), text);
    }

    private SmallExperiment train(String split) throws Exception {
        return SmallExperiment.train("table", """
                name: table
                dataset: {source: csv, file: all.csv, testShare: 0.25, label: class, categorical: [kind]}
                preparation: {scaling: standard, missing: mean}
                split: {validation: %s}
                seeds: [1, 2]
                model: {hidden: [8]}
                training: {epochs: 5, batchSize: 16, optimizer: {type: adam, learningRate: 0.01}}
                variants:
                  plain: {}
                  weights: {balancing: {method: class-weight, classWeight: {0: 1, 1: 3}}}
                """.formatted(split), folder);
    }

    private static String section(String page, String id) {
        int from = page.indexOf("<section id=\"" + id + "\"");
        assertThat(from).as(id).isPositive();
        return page.substring(from, page.indexOf("</section>", from));
    }

    @Test
    void showsWrongRowsColumnsByClassAndCorrelations() throws Exception {
        SmallExperiment trained = train("0.2");
        String page = ReportPageTest.render(trained);

        RunResult best = trained.result().bestRunOf("plain").orElseThrow();
        Predictions predictions = new StoredPredictions(trained.prepared(), trained.folder()).of(best);
        long wrong = best.evaluation().total() - best.evaluation().correct();
        assertThat(section(page, "rows"))
                .contains("plain, seed " + best.id().seed() + " misclassifies " + wrong + " of 100 test rows.");
        // The most confident mistake leads, with its values as they are in the file.
        int first = -1;
        for (int row = 0; row < predictions.rows(); row++) {
            if (predictions.predicted(row) != predictions.label(row)
                    && (first < 0 || confidence(predictions, row) > confidence(predictions, first))) {
                first = row;
            }
        }
        String label = predictions.label(first) == 0 ? "&lt;second&gt;" : "first";
        assertThat(section(page, "rows"))
                .containsPattern("<th scope=\"row\">" + first + "</th>\\s*<td>" + label + "</td>");
        assertThat(section(page, "columns"))
                .contains("Of 240 training rows of plain", "<figcaption>told</figcaption>", "first: median ")
                .doesNotContain("<square>", "<second>");
        assertThat(section(page, "correlations")).contains("twin", "-1.000");
        assertThat(page).doesNotContain(folder.toString());
    }

    private static double confidence(Predictions predictions, int row) {
        return predictions.probabilities().orElseThrow().get(row, predictions.predicted(row));
    }

    @Test
    void tellsWhichColumnsNetworksLeanOn() throws Exception {
        SmallExperiment trained = train("0.2");

        assertThat(trained.result().runs()).allSatisfy(run -> {
            var importance = run.outcome().importance();
            assertThat(importance.rows()).isEqualTo(60);
            assertThat(importance.columns()).extracting("column").containsExactly("noise", "told", "twin", "kind");
            assertThat(importance.columns().get(3).mean())
                    .isGreaterThan(importance.columns().get(0).mean() + 0.05);
        });
        String page = ReportPageTest.render(trained);
        assertThat(section(page, "importance"))
                .contains("Measured on 60 validation rows, never on test rows", "What accuracy loses without a column");
        String schema = new String(
                RunSpec.class.getResourceAsStream("result.schema.json").readAllBytes(), StandardCharsets.UTF_8);
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(schema, InputFormat.JSON)
                        .validate(Files.readString(trained.folder().resolve("result.json")), InputFormat.JSON))
                // Nothing but the two digests that this test has no code for.
                .allMatch(error -> error.toString().startsWith("/computation/"));
    }

    @Test
    void withoutValidationRowsImportanceIsNotMeasured() throws Exception {
        SmallExperiment trained = train("0");

        assertThat(trained.result().runs())
                .allSatisfy(run -> assertThat(run.outcome().importance()).isNull());
        assertThat(section(ReportPageTest.render(trained), "importance"))
                .contains("plain: not measured, for there are no validation rows; split.validation sets some aside.")
                .doesNotContain("<figure");
    }
}
