package io.github.mnistlab.spark;

import io.github.mnistlab.balance.NotApplicableException;
import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.file.DatasetFiles;
import io.github.mnistlab.model.TrainingDivergedException;
import io.github.mnistlab.model.file.CheckpointFolder;
import io.github.mnistlab.run.ParentModel;
import io.github.mnistlab.run.RunEvent;
import io.github.mnistlab.run.RunOutcome;
import io.github.mnistlab.run.RunRequest;
import io.github.mnistlab.run.execution.RunExecution;
import io.github.mnistlab.worker.BatchPace;
import io.github.mnistlab.worker.MessageJson;
import io.github.mnistlab.worker.WorkerReport;
import io.github.mnistlab.worker.cluster.ClusterOrder;
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
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.Optional;
import org.apache.spark.api.java.function.Function;

/**
 * Executes a run, in an executor. What goes wrong in the run itself would go wrong again: it is a result, so that Spark
 * does not try again.
 */
final class ExecuteRun implements Function<RunTask, RunResult> {
    private static final long serialVersionUID = 1;

    /**
     * Spark's own exit code for an executor that lost touch with the driver ({@code ExecutorExitCode.HEARTBEAT_FAILURE}, which
     * is private to Spark). With all other codes Spark counts a failure for every run that was in the process.
     */
    private static final int NO_FAULT_OF_RUNS = 56;

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
        ClusterOrder order = MessageJson.read(ClusterOrder.class, task.order());
        if (!(order instanceof ClusterOrder.Execute execute)) {
            throw new IllegalArgumentException("a task is a run, and not " + order);
        }
        Thread computing = Thread.currentThread();
        // Made beforehand: a run that hangs may keep classes from being loaded.
        ExecutorMessage.Stalled stalled = new ExecutorMessage.Stalled(
                execute.run(), RunMessagePlugin.here(), task.timeout().toSeconds());
        ExecutorReport report = new ExecutorReport(TaskContext.get().taskAttemptId(), execute.run());
        try (LifeSigns signs = new LifeSigns(task.timeout(), () -> end(stalled, computing), GRACE, ExecuteRun::halt)) {
            return call(task, execute.request(), report, signs);
        }
    }

    private static RunResult call(RunTask task, RunRequest request, ExecutorReport report, LifeSigns signs)
            throws IOException {
        Path folder = folder(report);
        try {
            ExecutorEnvironment.require(task.environment(), System.getenv());
            BatchPace pace = new BatchPace(event -> report.send(new WorkerReport.UnderWay(event)));
            RunOutcome outcome = execute(localize(request, task, folder), event -> {
                signs.sign();
                pace.accept(event);
            });
            byte[] predictions = Files.readAllBytes(folder.resolve(RunRequest.PREDICTIONS));
            byte[] model = Files.readAllBytes(folder.resolve(RunRequest.MODEL));
            return report.result(
                    new WorkerReport.Finished(outcome), Optional.of(new RunResult.Files(predictions, model)));
        } catch (NotApplicableException e) {
            return report.result(new WorkerReport.NotApplicable(e.getMessage()), Optional.empty());
        } catch (DataException | TrainingDivergedException e) {
            return report.failure(e.getMessage());
        } catch (LinkageError e) {
            endUseless(report, e);
            return report.failure(Reasons.of(e));
        } catch (Exception e) {
            e.printStackTrace();
            return report.failure(e.toString());
        } finally {
            delete(folder);
        }
    }

    private static Path folder(ExecutorReport report) throws IOException {
        try {
            return Files.createTempDirectory("mnist-lab-run");
        } catch (IOException e) {
            endUseless(report, e);
            throw e;
        }
    }

    private static RunOutcome execute(RunRequest request, Consumer<RunEvent.UnderWay> listener) throws IOException {
        RunExecution idle = IDLE.poll();
        RunExecution execution = idle == null ? new RunExecution() : idle;
        try {
            return execution.execute(request, listener);
        } finally {
            IDLE.push(execution);
        }
    }

    private static RunRequest localize(RunRequest request, RunTask task, Path folder) throws IOException {
        java.util.Optional<ParentModel> startFrom = java.util.Optional.empty();
        if (task.startFrom().isPresent()) {
            Path model = Files.write(
                    folder.resolve("start-from.zip"), task.startFrom().get().value());
            startFrom = request.startFrom().map(parent -> new ParentModel(model, parent.parameterDigest()));
        }
        java.util.Optional<Path> checkpoint = java.util.Optional.empty();
        if (task.checkpoint().isPresent()) {
            checkpoint = java.util.Optional.of(Path.of(task.checkpoint().get()));
            prepare(checkpoint.get(), request.checkpoint().isEmpty(), task.discarded());
        }
        return new RunRequest(
                request.seed(),
                request.spec(),
                task.data().locate((DatasetFiles) request.files()),
                startFrom,
                folder,
                request.key(),
                checkpoint);
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
    private static void end(ExecutorMessage.Stalled stalled, Thread computing) {
        ExecutorReport.tell(stalled);
        System.err.println(
                stalled.run() + " gave no sign of life for " + stalled.seconds() + " s; this process ends. It was at:");
        for (StackTraceElement call : computing.getStackTrace()) {
            System.err.println("\tat " + call);
        }
        halt();
    }

    /**
     * Ends this process, where it is no driver's as well. It can execute no run, because its machine has no room for native
     * libraries, say; if it lived on, it would have one after the other fail, sooner than others could take them.
     */
    private static void endUseless(ExecutorReport report, Throwable reason) {
        reason.printStackTrace();
        ExecutorPlace here = RunMessagePlugin.here();
        if (here.isDriver()) {
            return;
        }
        report.sendLast(new WorkerReport.UnderWay(new RunEvent.Warned(
                "executor " + here.executor() + " cannot execute runs and is ended: " + Reasons.of(reason))));
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
}
