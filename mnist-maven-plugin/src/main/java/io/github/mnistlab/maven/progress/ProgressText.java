package io.github.mnistlab.maven.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Progress in words. */
final class ProgressText {
    private static final int MINUTE = 60;
    private static final int HOUR = 60 * MINUTE;

    private ProgressText() {}

    /** {@code 3 of 10 runs, 82,000 rows/s, about 2 min left}. */
    static String all(Progress progress) {
        List<String> parts = new ArrayList<>();
        parts.add(progress.ended() + " of " + progress.runs() + (progress.runs() == 1 ? " run" : " runs"));
        progress.rowsPerSecond().ifPresent(rate -> parts.add(rate(rate)));
        progress.secondsLeft().ifPresent(left -> parts.add(left(left)));
        return String.join(", ", parts);
    }

    /** {@code first baseline-1: epoch 12 of 40, 41,000 rows/s, accuracy 0.9712}. */
    static String of(Progress.TrainingRun run) {
        List<String> parts = new ArrayList<>();
        parts.add(epoch(run));
        run.rowsPerSecond().ifPresent(rate -> parts.add(rate(rate)));
        accuracy(run.accuracy()).ifPresent(parts::add);
        return run.run() + ": " + String.join(", ", parts);
    }

    /** {@code first baseline-1: epoch 12 of 40, accuracy 0.9712}. */
    static String briefly(Progress.TrainingRun run) {
        return run.run() + ": " + epoch(run)
                + accuracy(run.accuracy()).map(text -> ", " + text).orElse("");
    }

    private static String epoch(Progress.TrainingRun run) {
        return "epoch " + run.epoch() + (run.epochs() == 0 ? "" : " of " + run.epochs());
    }

    private static Optional<String> accuracy(OptionalDouble accuracy) {
        return accuracy.isEmpty()
                ? Optional.empty()
                : Optional.of(String.format(Locale.ROOT, "accuracy %.4f", accuracy.getAsDouble()));
    }

    private static String rate(double rowsPerSecond) {
        return String.format(Locale.ROOT, "%,.0f rows/s", rowsPerSecond);
    }

    private static String left(double seconds) {
        if (seconds < MINUTE) {
            return String.format(Locale.ROOT, "about %.0f s left", seconds);
        }
        return seconds < HOUR
                ? String.format(Locale.ROOT, "about %.0f min left", seconds / MINUTE)
                : String.format(Locale.ROOT, "about %.1f h left", seconds / HOUR);
    }
}
