package io.github.mnistlab.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.model.EarlyStoppingSpec.Monitor;
import org.junit.jupiter.api.Test;

/** Expected epochs follow from Keras 3's {@code EarlyStopping.on_epoch_end}. */
class EarlyStoppingStateTest {

    @Test
    void endsAfterPatienceEpochsWithoutImprovement() {
        EarlyStoppingSpec spec = new EarlyStoppingSpec(Monitor.VALIDATION_LOSS, 2, 0, true);
        assertThat(run(spec, 0.5, 0.4, 0.45, 0.41, 0.1)).isEqualTo(new EarlyStoppingState(0.4, 2, 2, true));
        assertThat(run(spec, 0.5, 0.4, 0.45, 0.39, 0.40)).isEqualTo(new EarlyStoppingState(0.39, 4, 1, false));
    }

    @Test
    void anEqualValueIsNoImprovement() {
        assertThat(run(new EarlyStoppingSpec(Monitor.TRAINING_LOSS, 1, 0, true), 0.5, 0.5))
                .isEqualTo(new EarlyStoppingState(0.5, 1, 1, true));
    }

    @Test
    void anImprovementMustBeMoreThanTheLeastChange() {
        EarlyStoppingSpec spec = new EarlyStoppingSpec(Monitor.VALIDATION_LOSS, 3, 0.125, true);
        assertThat(run(spec, 1.0, 0.9375, 0.875, 0.8125)).isEqualTo(new EarlyStoppingState(0.8125, 4, 0, false));
        assertThat(run(spec, 1.0, 0.9375, 0.875, 0.875)).isEqualTo(new EarlyStoppingState(1.0, 1, 3, true));
    }

    @Test
    void ofAccuraciesTheHigherIsTheBetter() {
        for (Monitor monitor : new Monitor[] {Monitor.VALIDATION_ACCURACY, Monitor.TRAINING_ACCURACY}) {
            EarlyStoppingSpec spec = new EarlyStoppingSpec(monitor, 1, 0.25, true);
            assertThat(run(spec, 0.25, 0.75, 1.0)).isEqualTo(new EarlyStoppingState(0.75, 2, 1, true));
        }
    }

    @Test
    void noPatienceEndsAtTheFirstEpochThatIsNoBetterButNeverAtTheVeryFirst() {
        EarlyStoppingSpec spec = new EarlyStoppingSpec(Monitor.VALIDATION_LOSS, 0, 0, true);
        assertThat(run(spec, 0.5).stop()).isFalse();
        assertThat(run(spec, 0.5, 0.4, 0.4).stop()).isTrue();
    }

    private static EarlyStoppingState run(EarlyStoppingSpec spec, double... values) {
        EarlyStoppingState state = EarlyStoppingState.START;
        for (int i = 0; i < values.length && !state.stop(); i++) {
            double value = values[i];
            // Every other quantity says the opposite, so that watching a wrong one shows.
            double other = 100 - value;
            boolean loss = spec.monitor() == Monitor.VALIDATION_LOSS || spec.monitor() == Monitor.TRAINING_LOSS;
            double same = loss ? value : other;
            double opposite = loss ? other : value;
            state = state.after(
                    new EpochRecord(
                            i + 1,
                            spec.monitor() == Monitor.VALIDATION_LOSS ? other : same,
                            spec.monitor() == Monitor.VALIDATION_ACCURACY ? other : opposite,
                            spec.monitor() == Monitor.TRAINING_LOSS ? other : same,
                            spec.monitor() == Monitor.TRAINING_ACCURACY ? other : opposite,
                            0.1,
                            "",
                            0),
                    spec);
        }
        return state;
    }
}
