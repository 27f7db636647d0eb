package io.github.mnistlab.maven;

import io.github.mnistlab.model.EpochRecord;
import io.github.mnistlab.run.RunEvent;
import io.github.mnistlab.run.RunListener;
import io.github.mnistlab.run.RunOutcome;
import io.github.mnistlab.run.RunPhase;
import io.github.mnistlab.run.RunRef;
import java.util.Locale;
import org.apache.maven.plugin.logging.Log;

/** Tells Maven's log how runs are going: a plain line for each epoch, and one where a run begins or ends. */
final class ProgressLog implements RunListener {
    private final Log log;
    private final int runs;
    private int ended;

    /**
     * @param runs how many there are in all
     */
    ProgressLog(Log log, int runs) {
        this.log = log;
        this.runs = runs;
    }

    @Override
    public void happened(RunRef run, RunEvent event) {
        if (event instanceof RunEvent.Reused || event instanceof RunEvent.SameAs || event instanceof RunEvent.End) {
            ended++;
        }
        if (event instanceof RunEvent.Failed failed) {
            log.error(BuildLog.withoutCommands(run + ": failed: " + failed.reason()));
        } else if (event instanceof RunEvent.Irreproducible other) {
            log.error(run + ": " + other.message());
        } else if (event instanceof RunEvent.Warned warned) {
            log.warn(BuildLog.withoutCommands(run + ": " + warned.message()));
        } else if (event instanceof RunEvent.NotApplicable none) {
            log.warn(run + ": not applicable: " + none.reason() + " (" + ended + " of " + runs + " runs)");
        } else if (event instanceof RunEvent.BatchEnded batch) {
            log.debug(run + ": epoch " + batch.epoch() + ", " + batch.rowsDone() + " of " + batch.rows() + " rows");
        } else if (event instanceof RunEvent.PhaseStarted started && started.phase() != RunPhase.LOAD) {
            log.debug(run + ": " + started.phase());
        } else {
            log.info(run + ": " + text(event));
        }
    }

    private String text(RunEvent event) {
        if (event instanceof RunEvent.Scheduled scheduled) {
            return "to be trained (" + scheduled.reason() + ")";
        }
        if (event instanceof RunEvent.Reused reused) {
            RunOutcome outcome = reused.outcome();
            return String.format(
                    Locale.ROOT,
                    "taken from the run cache (%s %s in %.1f s)",
                    outcome.isTrained() ? "trained" : "judged",
                    outcome.started(),
                    seconds(outcome));
        }
        if (event instanceof RunEvent.SameAs same) {
            return "the same run as " + same.other();
        }
        if (event instanceof RunEvent.Resumed resumed) {
            return "goes on after epoch " + resumed.epoch() + " (checkpoint)";
        }
        if (event instanceof RunEvent.SharesCores shares) {
            return "last run: now using " + (shares.cores() == 2 ? "both cores" : shares.cores() + " cores");
        }
        if (event instanceof RunEvent.EpochEnded ended) {
            return text(ended.epoch());
        }
        if (event instanceof RunEvent.Finished finished) {
            return text(finished.outcome());
        }
        return "started";
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
            return String.format(Locale.ROOT, "judged in %.1f s (%d of %d runs)", seconds(outcome), ended, runs);
        }
        return String.format(
                Locale.ROOT,
                "done in %.1f s, parameters of epoch %d (%d of %d runs)",
                seconds(outcome),
                outcome.chosenEpoch(),
                ended,
                runs);
    }

    private static double seconds(RunOutcome outcome) {
        return outcome.seconds().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }
}
