package io.github.mnistlab.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Why a run must be trained, where there were a thousand like it. */
class EarlierRunsTest {
    private static final int SEEDS = 1000;

    @Test
    void theVeryRunIsFoundAmongThem() {
        assertThat(reason(run(999, "code", 12))).isEqualTo("its result is no longer in the run cache");
    }

    @Test
    void oneOfTheSameSeedTellsWhatChanged() {
        assertThat(reason(run(999, "new", 12))).isEqualTo("code: code -> new");
        assertThat(reason(run(1, "code", 13))).isEqualTo("training.epochs: 12 -> 13");
    }

    @Test
    void aSeedThatWasNeverTrainedIsTheReason() {
        assertThat(reason(run(1001, "code", 12))).isEqualTo("seed: 1 -> 1001");
    }

    @Test
    void withoutAnyItIsNew() {
        assertThat(EarlierRuns.NONE.reason("some", run(1, "code", 12))).isEqualTo("new");
    }

    private static String reason(RunIdentity run) {
        List<RunIdentity> earlier = IntStream.rangeClosed(1, SEEDS)
                .mapToObj(seed -> run(seed, "code", 12))
                .toList();
        EarlierRuns runs = experiment -> earlier;
        return runs.reason("some", run);
    }

    private static RunIdentity run(int seed, String code, int epochs) {
        ObjectNode parts = JsonNodeFactory.instance.objectNode();
        parts.put("seed", seed).put("code", code).putObject("training").put("epochs", epochs);
        return new RunIdentity(parts);
    }
}
