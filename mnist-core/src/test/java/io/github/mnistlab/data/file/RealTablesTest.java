package io.github.mnistlab.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.Dataset;
import io.github.mnistlab.data.PreparationSpec;
import io.github.mnistlab.data.PreparationSpec.Missing;
import io.github.mnistlab.data.PreparationSpec.Scaling;
import io.github.mnistlab.data.TableSpec;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Six tables of the UCI repository, which are not in this one; their numbers of rows are those of their descriptions. */
@EnabledIfSystemProperty(named = "mnist.tablesDirectory", matches = ".+", disabledReason = "needs real tables")
class RealTablesTest {
    private static final PreparationSpec FILLED = new PreparationSpec(Scaling.STANDARD, Missing.MEDIAN);

    @ParameterizedTest
    @CsvSource({
        "breastcancer, 699, 9, 2, 241, 458, benign",
        "ionosphere, 351, 33, 2, 126, 225, bad",
        "pimaindiansdiabetes, 768, 8, 2, 268, 500, neg",
        "satellite, 6435, 36, 6, 626, 1533, cotton crop",
        "shuttle, 58000, 9, 7, 10, 45586, Bpv.Close",
        "vowel, 990, 10, 11, 90, 90, hAd"
    })
    void areReadWhole(String name, int rows, int features, int classes, int least, int most, String first) {
        TableFiles files = TableFiles.of(spec(name), folder(), FILLED);
        Dataset dataset = files.load();
        int[] counts = dataset.training().classCounts();
        int[] test = dataset.test().classCounts();
        Arrays.setAll(counts, label -> counts[label] + test[label]);

        assertThat(Arrays.stream(counts).sum()).isEqualTo(rows);
        assertThat(dataset.training().features()).isEqualTo(features);
        assertThat(files.classes()).isEqualTo(classes);
        assertThat(Arrays.stream(counts).min()).hasValue(least);
        assertThat(Arrays.stream(counts).max()).hasValue(most);
        assertThat(files.digests().classNames()).startsWith(first);
    }

    @Test
    void whatIsMissingIsRefusedUnlessItIsSaidWhatItBecomes() {
        assertThatThrownBy(() -> TableFiles.of(spec("breastcancer"), folder(), PreparationSpec.DEFAULT))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("line 25, column 'Bare.nuclei'")
                .hasMessageContaining("preparation: {missing: mean}");
        assertThat(TableFiles.of(spec("breastcancer"), folder(), new PreparationSpec(Scaling.STANDARD, Missing.DROP))
                        .load()
                        .training()
                        .size())
                .isEqualTo(478);
    }

    private static Path folder() {
        return Path.of(System.getProperty("mnist.tablesDirectory"));
    }

    private static TableSpec spec(String name) {
        return new TableSpec(
                null, null, name + ".csv.gz", 0.3, "class", null, null, null, null, true, ",", null, null, 1, null);
    }
}
