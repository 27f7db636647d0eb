package io.github.mnistlab.maven;

import io.github.mnistlab.model.EpochRecord;
import io.github.mnistlab.run.RunOutcome;
import io.github.mnistlab.run.RunPhase;
import io.github.mnistlab.worker.RunObserver;
import io.github.mnistlab.worker.RunRef;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.maven.plugin.logging.Log;

/** Tells Maven's log how runs are going: a plain line for each epoch, and one where a run begins or ends. */
final class ProgressLog implements RunObserver {
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
    public void scheduled(RunRef run, String reason) {
        log.info(run + ": to be trained (" + reason + ")");
    }

    @Override
    public void reused(RunRef run, RunOutcome outcome) {
        ended++;
        log.info(String.format(
                Locale.ROOT,
                "%s: taken from the run cache (trained %s in %.1f s)",
                run,
                outcome.started(),
                seconds(outcome)));
    }

    @Override
    public void sameAs(RunRef run, RunRef other) {
        ended++;
        log.info(run + ": the same run as " + other);
    }

    @Override
    public void irreproducible(RunRef run, String message) {
        log.error(run + ": " + message);
    }

    @Override
    public void phaseStarted(RunRef run, RunPhase phase) {
        switch (phase) {
            case LOAD -> log.info(run + ": started");
            case BALANCE, TRAIN, PREDICT -> log.debug(run + ": " + phase);
        }
    }

    @Override
    public void progress(RunRef run, int epoch, int rowsDone, int rows) {
        log.debug(run + ": epoch " + epoch + ", " + rowsDone + " of " + rows + " rows");
    }

    @Override
    public void resumed(RunRef run, int epoch) {
        log.info(run + ": goes on after epoch " + epoch + " (checkpoint)");
    }

    @Override
    public void sharesCores(RunRef run, int cores) {
        log.info(run + ": " + cores + " cores share its work from now on, as no run waits any more");
    }

    @Override
    public void warned(RunRef run, String message) {
        log.warn(run + ": " + message);
    }

    @Override
    public void epochEnded(RunRef run, EpochRecord epoch) {
        String validation = epoch.validationLoss() == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", validation loss %.4f accuracy %.4f",
                        epoch.validationLoss(),
                        epoch.validationAccuracy());
        log.info(String.format(
                Locale.ROOT,
                "%s: epoch %d, loss %.4f accuracy %.4f%s (%.1f s)",
                run,
                epoch.epoch(),
                epoch.trainingLoss(),
                epoch.trainingAccuracy(),
                validation,
                epoch.seconds()));
    }

    @Override
    public void finished(RunRef run, RunOutcome outcome) {
        ended++;
        log.info(String.format(
                Locale.ROOT,
                "%s: done in %.1f s, parameters of epoch %d (%d of %d runs)",
                run,
                seconds(outcome),
                outcome.chosenEpoch(),
                ended,
                runs));
    }

    private static double seconds(RunOutcome outcome) {
        return outcome.seconds().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    @Override
    public void notApplicable(RunRef run, String reason, Path worker) {
        ended++;
        log.warn(run + ": not applicable: " + reason + " (" + ended + " of " + runs + " runs)");
    }

    @Override
    public void failed(RunRef run, String reason) {
        ended++;
        log.error(run + ": failed: " + reason);
    }
}
