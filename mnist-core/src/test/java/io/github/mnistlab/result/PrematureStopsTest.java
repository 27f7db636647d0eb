package io.github.mnistlab.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.model.EpochRecord;
import io.github.mnistlab.run.RunId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrematureStopsTest {
    private static final String YAML = """
            name: sample
            dataset: {source: generated-digits}
            split: {validation: 1000}
            seeds: [1, 2]
            training: {epochs: 9, earlyStopping: {patience: 5}}
            """;

    @Test
    void warnsOfRunsThatKeptAnEpochOfTheFirstThirdWhileAccuracyRose() {
        ExperimentSpec spec = SampleResults.spec(YAML);
        assertThat(PrematureStops.warning(spec, runs(spec, 3, true)))
                .hasValueSatisfying(
                        text -> assertThat(text).contains("first third", "in baseline-1, baseline-2:", "patience"));
        assertThat(PrematureStops.warning(spec, runs(spec, 4, true))).isEmpty();
        assertThat(PrematureStops.warning(spec, runs(spec, 3, false))).isEmpty();
    }

    @Test
    void namesAFewAndCountsTheOthers() {
        ExperimentSpec spec = SampleResults.spec(YAML.replace("[1, 2]", "8"));
        assertThat(PrematureStops.warning(spec, runs(spec, 1, true)))
                .hasValueSatisfying(text -> assertThat(text).contains("baseline-5 and 3 more:"));
    }

    @Test
    void trainingThatGoesToItsEndIsNoStop() {
        ExperimentSpec spec = SampleResults.spec("name: sample\ndataset: {source: generated-digits}\n");
        assertThat(PrematureStops.warning(spec, runs(spec, 1, true))).isEmpty();
    }

    /** Runs of eight epochs. */
    private static List<RunResult> runs(ExperimentSpec spec, int chosen, boolean rising) {
        List<EpochRecord> history = new ArrayList<>();
        for (int epoch = 1; epoch <= 8; epoch++) {
            history.add(new EpochRecord(epoch, 1, rising ? epoch / 10.0 : 0.9, 1.0, 0.8, 0.001, "00", 1));
        }
        return SampleResults.of(spec, run -> SampleResults.evaluation(90, 100)).runs().stream()
                .map(run -> new RunResult(
                        new RunId(run.id().variant(), run.id().seed()),
                        run.key(),
                        run.parent(),
                        SampleResults.changed(run.outcome(), parts -> {
                            parts.history = history;
                            parts.chosenEpoch = chosen;
                        }),
                        run.evaluation(),
                        run.predictions(),
                        run.model()))
                .toList();
    }
}
