package io.github.mnistlab.maven.progress;

import io.github.mnistlab.model.EpochRecord;
import io.github.mnistlab.run.RunEvent;
import io.github.mnistlab.run.RunRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/**
 * How far the runs of a call are: what is heard of them, added up. Work is counted in runs; what an earlier call had done
 * already is left out of it.
 */
final class Progress {
    private static final double NANOS = 1e9;

    /** In runs: from less no time can be told. */
    private static final double LEAST_WORK = 0.05;

    private final int runs;
    private final LongSupplier clock;
    private final Map<RunRef, Integer> epochs = new HashMap<>();
    private final Map<RunRef, TrainingRun> underWay = new LinkedHashMap<>();
    private int ended;

    /** Runs, and shares of runs, that were done by this call. */
    private double done;

    private long begun = -1;

    /**
     * @param runs how many there are in all
     * @param clock nanoseconds that pass
     */
    Progress(int runs, LongSupplier clock) {
        this.runs = runs;
        this.clock = clock;
    }

    void happened(RunRef run, RunEvent event) {
        if (event instanceof RunEvent.Scheduled scheduled) {
            epochs.put(run, scheduled.epochs());
        } else if (event instanceof RunEvent.Reused || event instanceof RunEvent.SameAs) {
            ended++;
        } else if (event instanceof RunEvent.End) {
            ended++;
            TrainingRun over = underWay.remove(run);
            done += over == null ? 1 : 1 - over.shareAtStart();
            epochs.remove(run);
        } else if (event instanceof RunEvent.UnderWay step) {
            if (begun < 0) {
                begun = clock.getAsLong();
            }
            TrainingRun training =
                    underWay.computeIfAbsent(run, key -> new TrainingRun(key, epochs.getOrDefault(key, 0)));
            training.happened(step, clock.getAsLong());
        }
    }

    int runs() {
        return runs;
    }

    int ended() {
        return ended;
    }

    /** Runs that are under way, those first that began first. */
    List<TrainingRun> underWay() {
        return List.copyOf(underWay.values());
    }

    /** Seconds since the first run began. */
    double seconds() {
        return begun < 0 ? 0 : (clock.getAsLong() - begun) / NANOS;
    }

    /** Rows a second of all runs that are under way; empty as long as none can tell. */
    OptionalDouble rowsPerSecond() {
        List<Double> rates = new ArrayList<>();
        underWay.values().forEach(run -> run.rowsPerSecond().ifPresent(rates::add));
        return rates.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        rates.stream().mapToDouble(Double::doubleValue).sum());
    }

    /** An estimate, by how fast work was done so far; empty before there is enough of it. */
    OptionalDouble secondsLeft() {
        double now = done;
        double left = runs - ended;
        for (TrainingRun run : underWay.values()) {
            now += run.share() - run.shareAtStart();
            left -= run.share();
        }
        return now < LEAST_WORK || seconds() <= 0 ? OptionalDouble.empty() : OptionalDouble.of(seconds() * left / now);
    }

    /** A run that is under way. */
    static final class TrainingRun {
        private final RunRef run;
        private final int epochs;
        private int epochsDone;
        private double epochShare;
        private double shareAtStart;
        private OptionalDouble accuracy = OptionalDouble.empty();
        private long rowsOfEpoch;
        private long rows;
        private long rowsAtFirst = -1;
        private long firstNanos;
        private long lastNanos;

        private TrainingRun(RunRef run, int epochs) {
            this.run = run;
            this.epochs = epochs;
        }

        private void happened(RunEvent.UnderWay event, long nanos) {
            if (event instanceof RunEvent.BatchEnded batch) {
                rows += Math.max(0, batch.rowsDone() - rowsOfEpoch);
                rowsOfEpoch = batch.rowsDone();
                epochsDone = batch.epoch() - 1;
                epochShare = (double) batch.rowsDone() / batch.rows();
                if (rowsAtFirst < 0) {
                    rowsAtFirst = rows;
                    firstNanos = nanos;
                }
                lastNanos = nanos;
            } else if (event instanceof RunEvent.EpochEnded end) {
                EpochRecord epoch = end.epoch();
                epochsDone = epoch.epoch();
                epochShare = 0;
                rowsOfEpoch = 0;
                accuracy = OptionalDouble.of(
                        epoch.validationAccuracy() == null ? epoch.trainingAccuracy() : epoch.validationAccuracy());
            } else if (event instanceof RunEvent.Resumed resumed) {
                epochsDone = resumed.epoch();
                shareAtStart = share();
            }
        }

        RunRef run() {
            return run;
        }

        /** The one that is trained now, from 1. */
        int epoch() {
            return epochs == 0 ? epochsDone + 1 : Math.min(epochsDone + 1, epochs);
        }

        /** How many there are at most; 0 if that is not known. */
        int epochs() {
            return epochs;
        }

        /** That of the last epoch, of validation rows if there are any. */
        OptionalDouble accuracy() {
            return accuracy;
        }

        /** Of its epochs, 0 to 1. */
        double share() {
            return epochs == 0 ? 0 : Math.min(1, (epochsDone + epochShare) / epochs);
        }

        private double shareAtStart() {
            return shareAtStart;
        }

        /** Training rows a second. */
        OptionalDouble rowsPerSecond() {
            double seconds = (lastNanos - firstNanos) / NANOS;
            return seconds <= 0 ? OptionalDouble.empty() : OptionalDouble.of((rows - rowsAtFirst) / seconds);
        }
    }
}
