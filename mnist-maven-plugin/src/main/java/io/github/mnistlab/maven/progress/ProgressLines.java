package io.github.mnistlab.maven.progress;

import io.github.mnistlab.lab.LabListener;
import io.github.mnistlab.model.EpochRecord;
import io.github.mnistlab.run.RunEvent;
import io.github.mnistlab.run.RunOutcome;
import io.github.mnistlab.run.RunPhase;
import io.github.mnistlab.run.RunRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Lines about runs that stay in the log. What is wrong is said at once; why runs are trained in one line for all that have
 * the same reason; how far they are no more often than an interval allows.
 */
final class ProgressLines {
    private final Progress progress;
    private final long intervalNanos;
    private final boolean isLive;
    private final LongSupplier clock;

    /** What was said of runs before any began, each with these runs. */
    private final Map<Announcement, List<Announced>> announced = new LinkedHashMap<>();

    private long last;

    /**
     * @param intervalNanos between two lines about how far runs are; 0 to have one for each epoch
     * @param isLive whether live lines say how far they are
     */
    ProgressLines(Progress progress, long intervalNanos, boolean isLive, LongSupplier clock) {
        this.progress = progress;
        this.intervalNanos = intervalNanos;
        this.isLive = isLive;
        this.clock = clock;
        this.last = clock.getAsLong();
    }

    /** A line and how much it matters. */
    record Line(LabListener.Level level, String text) {}

    /** What is said of an experiment's runs, or of a single one. */
    private record Announcement(String who, String text) {}

    /** A run of an announcement, and what is said where it is the only one. */
    private record Announced(RunRef run, String detail) {}

    /** What is to be said now. */
    List<Line> of(RunRef run, RunEvent event) {
        if (event instanceof RunEvent.Scheduled scheduled) {
            announce(run, "to be trained (" + scheduled.reason() + ")", "");
            return List.of();
        }
        if (event instanceof RunEvent.Reused reused) {
            announce(run, "taken from the run cache", detail(reused.outcome()));
            return progress.ended() == progress.runs() ? announcements() : List.of();
        }
        if (event instanceof RunEvent.SameAs same) {
            announce(run, "the same run as " + same.other(), "");
            return progress.ended() == progress.runs() ? announcements() : List.of();
        }
        List<Line> lines = announcements();
        addLine(lines, run, event);
        return lines;
    }

    private void announce(RunRef run, String text, String detail) {
        String who = intervalNanos == 0 ? run.toString() : run.experiment();
        announced
                .computeIfAbsent(new Announcement(who, text), key -> new ArrayList<>())
                .add(new Announced(run, detail));
    }

    private static String detail(RunOutcome outcome) {
        return String.format(
                Locale.ROOT,
                " (%s %s in %.1f s)",
                outcome.isTrained() ? "trained" : "judged",
                outcome.started(),
                seconds(outcome));
    }

    private List<Line> announcements() {
        List<Line> lines = announced.entrySet().stream()
                .map(entry -> new Line(LabListener.Level.INFO, text(entry.getKey(), entry.getValue())))
                .collect(Collectors.toCollection(ArrayList::new));
        announced.clear();
        return lines;
    }

    private static String text(Announcement announcement, List<Announced> runs) {
        return runs.size() == 1
                ? runs.get(0).run() + ": " + announcement.text() + runs.get(0).detail()
                : announcement.who() + ", " + runs.size() + " runs: " + announcement.text();
    }

    private void addLine(List<Line> lines, RunRef run, RunEvent event) {
        if (event instanceof RunEvent.Failed failed) {
            lines.add(new Line(LabListener.Level.ERROR, run + ": failed: " + failed.reason()));
        } else if (event instanceof RunEvent.Irreproducible other) {
            lines.add(new Line(LabListener.Level.ERROR, run + ": " + other.message()));
        } else if (event instanceof RunEvent.Warned warned) {
            lines.add(new Line(LabListener.Level.WARNING, run + ": " + warned.message()));
        } else if (event instanceof RunEvent.NotApplicable none) {
            lines.add(new Line(
                    LabListener.Level.WARNING, run + ": not applicable: " + none.reason() + " (" + runs() + ")"));
        } else if (event instanceof RunEvent.Resumed resumed) {
            lines.add(new Line(
                    LabListener.Level.INFO, run + ": goes on after epoch " + resumed.epoch() + " (checkpoint)"));
        } else if (event instanceof RunEvent.Finished finished) {
            if (isDue() || progress.ended() == progress.runs()) {
                lines.add(new Line(LabListener.Level.INFO, run + ": " + text(finished.outcome())));
            }
        } else if (intervalNanos == 0) {
            addEach(lines, run, event);
        } else if (event instanceof RunEvent.EpochEnded || event instanceof RunEvent.BatchEnded) {
            if (!isLive && isDue()) {
                lines.add(new Line(LabListener.Level.INFO, state()));
            }
        }
    }

    private void addEach(List<Line> lines, RunRef run, RunEvent event) {
        if (event instanceof RunEvent.EpochEnded ended) {
            lines.add(new Line(LabListener.Level.INFO, run + ": " + text(ended.epoch())));
        } else if (event instanceof RunEvent.PhaseStarted started && started.phase() == RunPhase.LOAD) {
            lines.add(new Line(LabListener.Level.INFO, run + ": started"));
        } else if (event instanceof RunEvent.SharesCores shares) {
            String cores = shares.cores() == 2 ? "both cores" : shares.cores() + " cores";
            lines.add(new Line(LabListener.Level.INFO, run + ": last run: now using " + cores));
        }
    }

    private boolean isDue() {
        long now = clock.getAsLong();
        if (now - last < intervalNanos) {
            return false;
        }
        last = now;
        return true;
    }

    private String state() {
        return ProgressText.all(progress) + "; "
                + progress.underWay().stream().map(ProgressText::briefly).collect(Collectors.joining("; "));
    }

    private String runs() {
        return progress.ended() + " of " + progress.runs() + " runs";
    }

    private static String text(EpochRecord epoch) {
        String validation = epoch.validationLoss() == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", validation loss %.4f accuracy %.4f",
                        epoch.validationLoss(),
                        epoch.validationAccuracy());
        return String.format(
                Locale.ROOT,
                "epoch %d, loss %.4f accuracy %.4f%s (%.1f s)",
                epoch.epoch(),
                epoch.trainingLoss(),
                epoch.trainingAccuracy(),
                validation,
                epoch.seconds());
    }

    private String text(RunOutcome outcome) {
        if (!outcome.isTrained()) {
            return String.format(Locale.ROOT, "judged in %.1f s (%s)", seconds(outcome), runs());
        }
        return String.format(
                Locale.ROOT,
                "done in %.1f s, parameters of epoch %d (%s)",
                seconds(outcome),
                outcome.chosenEpoch(),
                runs());
    }

    private static double seconds(RunOutcome outcome) {
        return outcome.seconds().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }
}
