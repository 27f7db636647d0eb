package io.github.mnistlab.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplitSpecTest {
    private static final RandomStreams STREAMS = new RandomStreams(1);

    @ParameterizedTest
    @CsvSource({"5000", "0", "0.1", "0.999", "'\"test-set\"'"})
    void hasTheShapeOfItsYaml(String validation) throws JsonProcessingException {
        SplitSpec spec = new YAMLMapper().readValue("validation: " + validation, SplitSpec.class);
        ObjectMapper json = new ObjectMapper();

        assertThat(json.writeValueAsString(spec)).isEqualTo("{\"validation\":" + validation + "}");
        assertThat(json.readValue(json.writeValueAsString(spec), SplitSpec.class))
                .isEqualTo(spec);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "1.0",
                "0.0",
                "-0.1",
                "5000.0",
                "1.5",
                "test",
                "'5000'",
                "true",
                "[1]",
                "99999999999",
                "null",
                ""
            })
    void refusesWhatIsNoValidation(String validation) {
        assertThatThrownBy(() -> new YAMLMapper().readValue("validation: " + validation, SplitSpec.class))
                .isInstanceOf(JsonProcessingException.class)
                .hasMessageContaining("validation must be");
    }

    @ParameterizedTest
    @CsvSource({"0.1, 60000, 6000", "0.07, 100, 7", "0.29, 100, 29", "0.001, 100, 1", "0.5, 3, 2"})
    void roundsFractionsUpInTheDecimalsAsWritten(double fraction, int rows, int expected) {
        assertThat(new Validation.Fraction(fraction).rowsFrom(rows)).isEqualTo(expected);
    }

    @Test
    void refusesAFractionThatIsNoNumber() {
        assertThatThrownBy(() -> new Validation.Fraction(Double.NaN)).hasMessageContaining("but is NaN");
    }

    @Test
    void takesValidationRowsFromTrainingRows() {
        LabeledImages training = FakeMnist.rowsOf(20, 10, 10);
        SplitSpec.Split split =
                new SplitSpec(new Validation.Rows(8)).split(new Dataset(training, FakeMnist.rowsOf(1, 1, 1)), STREAMS);

        assertThat(split.training().classCounts()).containsExactly(16, 8, 8);
        assertThat(split.validation().classCounts()).containsExactly(4, 2, 2);
        StratifiedSplit rows = StratifiedSplit.draw(training, 8, STREAMS.stream("split"));
        assertThat(split.training()).isEqualTo(training.select(rows.remaining()));
        assertThat(split.validation()).isEqualTo(training.select(rows.drawn()));
    }

    @Test
    void canDoWithoutValidationOrTakeTheTestRows() {
        Dataset dataset = new Dataset(FakeMnist.rowsOf(3, 3), FakeMnist.rowsOf(2, 2));

        SplitSpec.Split none = new SplitSpec(new Validation.Rows(0)).split(dataset, STREAMS);
        assertThat(none.training()).isEqualTo(dataset.training());
        assertThat(none.validation().size()).isZero();

        SplitSpec.Split test = new SplitSpec(new Validation.TestSet()).split(dataset, STREAMS);
        assertThat(test.training()).isEqualTo(dataset.training());
        assertThat(test.validation()).isEqualTo(dataset.test());
    }

    @Test
    void refusesWhatLeavesTooLittle() {
        Dataset dataset = new Dataset(FakeMnist.rowsOf(30, 1, 0), FakeMnist.rowsOf(2, 2, 2));

        assertThatThrownBy(() -> new SplitSpec(new Validation.Rows(32)).split(dataset, STREAMS))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("32 asks for more than the 31 training rows");
        assertThatThrownBy(() -> new SplitSpec(new Validation.Rows(20)).split(dataset, STREAMS))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("class 1, which has 1,");
        assertThat(new SplitSpec(new Validation.Rows(3))
                        .split(dataset, STREAMS)
                        .training()
                        .classCounts())
                .containsExactly(27, 1, 0);
    }
}
