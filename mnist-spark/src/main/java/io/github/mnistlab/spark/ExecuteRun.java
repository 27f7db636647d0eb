package io.github.mnistlab.spark;

import io.github.mnistlab.balance.NotApplicableException;
import io.github.mnistlab.data.DataException;
import io.github.mnistlab.model.EpochRecord;
import io.github.mnistlab.model.TrainingDivergedException;
import io.github.mnistlab.model.file.CheckpointFolder;
import io.github.mnistlab.run.RunExecution;
import io.github.mnistlab.run.RunListener;
import io.github.mnistlab.run.RunOutcome;
import io.github.mnistlab.run.RunPhase;
import io.github.mnistlab.run.RunRequest;
import io.github.mnistlab.worker.MessageChannel;
import io.github.mnistlab.worker.RunRef;
import io.github.mnistlab.worker.WorkerMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.SparkContext$;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.executor.ExecutorExitCode;

/**
 * Executes a run, in an executor. What goes wrong in the run itself would go wrong again: it is a result, so that Spark
 * does not try again.
 */
final class ExecuteRun implements Function<RunTask, RunResult> {
    private static final long serialVersionUID = 1;

    /**
     * Spark's own code for an executor that is there but cannot do its part: other than with all others, no run that was in
     * the process is said to have ended it.
     */
    private static final int NO_FAULT_OF_RUNS = ExecutorExitCode.HEARTBEAT_FAILURE();

    /**
     * Those without a run at present, each with the rows of its last one. Not one a thread: Spark has more threads than
     * tasks at a time, and rows for all of them would not fit.
     */
    private static final Deque<RunExecution> IDLE = new ConcurrentLinkedDeque<>();

    /** To tell the driver, and the log, that a run hangs. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** Folders of checkpoints that this process has tidied: not all drivers see them. */
    private static final Set<Path> TIDIED = ConcurrentHashMap.newKeySet();

    @Override
    public RunResult call(RunTask task) throws IOException {
        WorkerMessage.OfRun ofRun = (WorkerMessage.OfRun) MessageChannel.fromJson(task.ofRun());
        Thread computing = Thread.currentThread();
        // Made beforehand: a run that hangs may keep classes from being loaded.
        StalledRun stalled = new StalledRun(
                new RunMessage(0, ofRun.run(), null),
                ExecutorPlace.here(),
                task.timeout().toSeconds());
        try (LifeSigns signs = new LifeSigns(task.timeout(), () -> end(stalled, computing), GRACE, ExecuteRun::halt)) {
            return call(task, ofRun, new Reporter(TaskContext.get().taskAttemptId(), ofRun.run(), signs));
        }
    }

    private static RunResult call(RunTask task, WorkerMessage.OfRun ofRun, Reporter reporter) throws IOException {
        Path folder = folder(reporter);
        try {
            ExecutorEnvironment.require(task.environment(), System.getenv());
            RunRequest request = localize(((WorkerMessage.Execute) ofRun.message()).run(), task, folder);
            RunOutcome outcome = execute(request, reporter);
            return reporter.result(
                    new WorkerMessage.Finished(outcome),
                    Files.readAllBytes(folder.resolve(RunRequest.PREDICTIONS)),
                    Files.readAllBytes(folder.resolve(RunRequest.MODEL)));
        } catch (NotApplicableException e) {
            return reporter.result(new WorkerMessage.NotApplicable(e.getMessage()), null, null);
        } catch (DataException | TrainingDivergedException e) {
            return reporter.failure(e.getMessage());
        } catch (LinkageError e) {
            reporter.endUseless(e);
            return reporter.failure(Reasons.of(e));
        } catch (Exception e) {
            e.printStackTrace();
            return reporter.failure(e.toString());
        } finally {
            delete(folder);
        }
    }

    private static Path folder(Reporter reporter) throws IOException {
        try {
            return Files.createTempDirectory("mnist-lab-run");
        } catch (IOException e) {
            reporter.endUseless(e);
            throw e;
        }
    }

    private static RunOutcome execute(RunRequest request, Reporter reporter) throws IOException {
        RunExecution idle = IDLE.poll();
        RunExecution execution = idle == null ? new RunExecution() : idle;
        try {
            return execution.execute(request, reporter);
        } finally {
            IDLE.push(execution);
        }
    }

    private static RunRequest localize(RunRequest request, RunTask task, Path folder) throws IOException {
        Path startFrom = null;
        if (task.startFrom() != null) {
            startFrom = Files.write(
                    folder.resolve("start-from.zip"), task.startFrom().value());
        }
        if (task.checkpoint() != null) {
            prepare(Path.of(task.checkpoint()), request.checkpoint() == null, task.discarded());
        }
        return new RunRequest(
                request.seed(),
                request.spec(),
                ExecutorData.localize(request.files(), task.data()),
                startFrom,
                folder,
                request.key(),
                task.checkpoint() == null ? null : Path.of(task.checkpoint()));
    }

    /**
     * @param anew whether what an earlier build has left is not to be gone on from; what an earlier attempt of this one has,
     *     is
     * @param discarded keys of runs that are done: not all drivers see their checkpoints
     */
    private static void prepare(Path checkpoint, boolean anew, List<String> discarded) throws IOException {
        CheckpointFolder folder =
                new CheckpointFolder(checkpoint.toAbsolutePath().getParent());
        discarded.forEach(folder::discard);
        if (TIDIED.add(folder.directory())) {
            folder.tidy(Instant.now());
        }
        // That the folder is none, or cannot be written, is only a warning: training says so.
        if (anew && TaskContext.get().attemptNumber() == 0 && Files.exists(checkpoint)) {
            Files.delete(checkpoint);
        }
    }

    /** Ends this process: native code cannot be interrupted. Other runs in it go on elsewhere. */
    private static void end(StalledRun stalled, Thread computing) {
        try {
            RunMessagePlugin.tell(stalled);
        } catch (Exception e) {
            System.err.println("the driver cannot be told: " + e);
        }
        System.err.println(
                stalled.run() + " gave no sign of life for " + stalled.seconds() + " s; this process ends. It was at:");
        for (StackTraceElement call : computing.getStackTrace()) {
            System.err.println("\tat " + call);
        }
        halt();
    }

    private static void halt() {
        Runtime.getRuntime().halt(NO_FAULT_OF_RUNS);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static final class Reporter implements RunListener {
        private static final long PROGRESS_INTERVAL = TimeUnit.SECONDS.toNanos(1);

        private final long attempt;
        private final RunRef run;
        private final LifeSigns signs;
        private int sent;
        private long lastProgress = System.nanoTime();

        Reporter(long attempt, RunRef run, LifeSigns signs) {
            this.signs = signs;
            this.attempt = attempt;
            this.run = run;
        }

        private void send(WorkerMessage message) {
            signs.sign();
            try {
                RunMessagePlugin.send(attempt, run, message);
                sent++;
            } catch (IOException e) {
                // Only news: the result says all again.
            }
        }

        RunResult result(WorkerMessage end, byte[] predictions, byte[] model) throws IOException {
            return new RunResult(attempt, ExecutorPlace.here(), sent, MessageChannel.toJson(end), predictions, model);
        }

        /**
         * Ends this process, where it is no driver's as well. It can execute no run, because its machine has no room for
         * native libraries, say; if it lived on, it would have one after the other fail, sooner than others could take them.
         */
        void endUseless(Throwable reason) {
            reason.printStackTrace();
            ExecutorPlace here = ExecutorPlace.here();
            if (here.executor().equals(SparkContext$.MODULE$.DRIVER_IDENTIFIER())) {
                return;
            }
            try {
                RunMessagePlugin.tell(
                        attempt,
                        run,
                        new WorkerMessage.Warned("executor " + here.executor() + " at " + here.host()
                                + " cannot execute runs and is ended: " + Reasons.of(reason)));
            } catch (Exception e) {
                System.err.println("the driver cannot be told: " + e);
            }
            halt();
        }

        RunResult failure(String reason) throws IOException {
            return result(new WorkerMessage.Failed(reason, true), null, null);
        }

        @Override
        public void phaseStarted(RunPhase phase) {
            send(new WorkerMessage.PhaseStarted(phase));
        }

        @Override
        public void batchEnded(int epoch, int rowsDone, int rows) {
            signs.sign();
            long now = System.nanoTime();
            if (now - lastProgress >= PROGRESS_INTERVAL) {
                lastProgress = now;
                send(new WorkerMessage.Progress(epoch, rowsDone, rows));
            }
        }

        @Override
        public void resumed(int epoch) {
            send(new WorkerMessage.Resumed(epoch));
        }

        @Override
        public void warned(String message) {
            send(new WorkerMessage.Warned(message));
        }

        @Override
        public void epochEnded(EpochRecord epoch) {
            send(new WorkerMessage.EpochEnded(epoch));
        }
    }
}
