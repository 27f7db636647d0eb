package io.github.mnistlab.maven.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistlab.model.EpochRecord;
import io.github.mnistlab.run.RunEvent;
import io.github.mnistlab.run.RunId;
import io.github.mnistlab.run.RunPhase;
import io.github.mnistlab.run.RunRef;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final long SECOND = 1_000_000_000;
    private static final RunRef FIRST = new RunRef("trial", new RunId("baseline", 1));
    private static final RunRef SECOND_RUN = new RunRef("trial", new RunId("baseline", 2));
    private static final RunEvent.NotApplicable END = new RunEvent.NotApplicable("it cannot be", Path.of("log"));

    private long now;
    private final Progress progress = new Progress(3, () -> now);
    private final ProgressLines lines = new ProgressLines(progress, 5 * SECOND, false, () -> now);

    @Test
    void tellsEpochPaceAndAccuracyOfARun() {
        begin(FIRST, 40);
        happened(FIRST, new RunEvent.BatchEnded(1, 1000, 50_000));
        now += SECOND;
        happened(FIRST, new RunEvent.BatchEnded(1, 42_000, 50_000));
        happened(FIRST, new RunEvent.EpochEnded(epoch(1, 0.9, 0.875)));

        assertThat(ProgressText.of(progress.underWay().get(0)))
                .isEqualTo("trial baseline-1: epoch 2 of 40, 41,000 rows/s, accuracy 0.8750");
    }

    @Test
    void withoutValidationRowsTheAccuracyIsThatOfTraining() {
        begin(FIRST, 3);
        happened(FIRST, new RunEvent.EpochEnded(epoch(1, 0.9, null)));

        assertThat(ProgressText.of(progress.underWay().get(0)))
                .isEqualTo("trial baseline-1: epoch 2 of 3, accuracy 0.9000");
    }

    @Test
    void theTimeLeftFollowsFromWhatIsDone() {
        begin(FIRST, 10);
        now += 60 * SECOND;
        happened(FIRST, new RunEvent.EpochEnded(epoch(5, 0.9, null)));

        // Half a run of three took a minute.
        assertThat(progress.secondsLeft()).hasValue(300);
        assertThat(ProgressText.all(progress)).isEqualTo("0 of 3 runs, about 5 min left");
    }

    @Test
    void whatAnEarlierCallTrainedIsNoWorkOfThisOne() {
        happened(SECOND_RUN, new RunEvent.SameAs(FIRST));
        begin(FIRST, 10);
        happened(FIRST, new RunEvent.Resumed(8));
        now += 10 * SECOND;
        happened(FIRST, new RunEvent.EpochEnded(epoch(9, 0.9, null)));

        // A tenth of a run took ten seconds, and there are this one's last and another whole one.
        assertThat(progress.secondsLeft().orElseThrow()).isCloseTo(110, within(1e-6));
        assertThat(progress.ended()).isEqualTo(1);
    }

    @Test
    void aLineComesNoMoreOftenThanTheIntervalAllows() {
        begin(FIRST, 100);
        List<String> said = new ArrayList<>();
        for (int epoch = 1; epoch <= 100; epoch++) {
            now += SECOND / 2;
            said.addAll(happened(FIRST, new RunEvent.EpochEnded(epoch(epoch, 0.5, null))));
        }

        assertThat(said)
                .hasSize(10)
                .first()
                .isEqualTo("0 of 3 runs, about 2 min left; trial baseline-1: epoch 11 of 100, accuracy 0.5000");
    }

    @Test
    void runsWithOneReasonHaveOneLine() {
        happened(FIRST, new RunEvent.Scheduled("new", 3));
        happened(SECOND_RUN, new RunEvent.Scheduled("new", 3));
        happened(new RunRef("trial", new RunId("smote", 1)), new RunEvent.Scheduled("training.epochs: 2 -> 3", 3));

        assertThat(happened(FIRST, new RunEvent.PhaseStarted(RunPhase.LOAD)))
                .containsExactly(
                        "trial, 2 runs: to be trained (new)", "trial smote-1: to be trained (training.epochs: 2 -> 3)");
    }

    @Test
    void whatIsWrongIsSaidAtOnce() {
        begin(FIRST, 3);

        assertThat(happened(FIRST, new RunEvent.Warned("the disk is full")))
                .containsExactly("trial baseline-1: the disk is full");
        assertThat(happened(FIRST, END))
                .containsExactly("trial baseline-1: not applicable: it cannot be (1 of 3 runs)");
        assertThat(happened(SECOND_RUN, new RunEvent.Failed("it died")))
                .containsExactly("trial baseline-2: failed: it died");
    }

    private void begin(RunRef run, int epochs) {
        happened(run, new RunEvent.Scheduled("new", epochs));
        happened(run, new RunEvent.PhaseStarted(RunPhase.TRAIN));
    }

    private List<String> happened(RunRef run, RunEvent event) {
        progress.happened(run, event);
        return lines.of(run, event).stream().map(ProgressLines.Line::text).toList();
    }

    private static EpochRecord epoch(int number, double trainingAccuracy, Double validationAccuracy) {
        Double loss = validationAccuracy == null ? null : 1.0;
        return new EpochRecord(number, 1.0, trainingAccuracy, loss, validationAccuracy, 0.001, "digest", 1.0);
    }
}
