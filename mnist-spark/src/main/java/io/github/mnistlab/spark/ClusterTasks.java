package io.github.mnistlab.spark;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.disk.WholeFile;
import io.github.mnistlab.model.file.CheckpointFolder;
import io.github.mnistlab.run.RunRef;
import io.github.mnistlab.run.RunRequest;
import io.github.mnistlab.worker.MessageJson;
import io.github.mnistlab.worker.WorkerReport;
import io.github.mnistlab.worker.cluster.ClusterJob;
import io.github.mnistlab.worker.cluster.ClusterOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.Optional;
import org.apache.spark.broadcast.Broadcast;

/**
 * Has Spark execute runs, each as a job of one task: so results are taken one by one as they come, and no more of them are
 * in this process than have just come.
 */
final class ClusterTasks {
    private final JavaSparkContext spark;
    private final ClusterJob job;
    private final RunMessages messages;
    private final ApplicationExecutors executors;
    private final LostTasks lost;
    private final ClusterData data;
    private final DoneCheckpoints done;
    private final ExecutorService waiting = Executors.newCachedThreadPool(run -> {
        Thread thread = new Thread(run, "waits for a run");
        thread.setDaemon(true);
        return thread;
    });

    ClusterTasks(
            JavaSparkContext spark,
            ClusterJob job,
            RunMessages messages,
            ApplicationExecutors executors,
            LostTasks lost) {
        this.spark = spark;
        this.job = job;
        this.messages = messages;
        this.executors = executors;
        this.lost = lost;
        this.done = new DoneCheckpoints(spark, job.cluster().checkpointDirectory());
        this.data = new ClusterData(spark, job.cluster().dataDirectory(), ClusterData.MOST_SENT);
    }

    /** Has a run executed; its end is told to the parent. From one thread. */
    void execute(ClusterOrder.Execute order) {
        try {
            TaskData files = data.of(order.request().files());
            waiting.execute(() -> await(order, files));
        } catch (UncheckedIOException e) {
            messages.fail(order.run(), "its data cannot be sent to the cluster: " + e.getCause());
        } catch (DataException e) {
            messages.fail(order.run(), e.getMessage());
        } catch (IllegalStateException e) {
            fail(order.run(), e);
        }
    }

    /** A run's result is safe: its checkpoint may go. */
    void discard(String key) {
        done.add(key);
    }

    /** Keeps Spark from starting a run again. */
    void cancel(RunRef run) {
        spark.cancelJobGroup(run.toString());
    }

    /** Nothing is executed any more. */
    void end() throws InterruptedException {
        if (!spark.sc().isStopped()) {
            spark.sc().cancelAllJobs();
            done.discardRest();
        }
    }

    private void await(ClusterOrder.Execute order, TaskData files) {
        RunRef run = order.run();
        RunRequest request = order.request();
        Optional<Broadcast<byte[]>> startFrom = Optional.empty();
        try {
            if (request.startFrom().isPresent()) {
                startFrom = Optional.of(spark.broadcast(
                        Files.readAllBytes(request.startFrom().get().file())));
            }
            RunTask task = new RunTask(
                    MessageJson.write(ClusterOrder.class, order),
                    new HashMap<>(job.environment()),
                    files,
                    startFrom,
                    checkpoint(request.key()),
                    done.take(),
                    Duration.ofSeconds(job.stallSeconds()));
            spark.setLocalProperty(LostTasks.RUN, lost.watch(run));
            spark.setJobGroup(run.toString(), run.toString());
            RunResult result = spark.parallelize(List.of(task), 1)
                    .map(new ExecuteRun())
                    .collect()
                    .get(0);
            take(run, request, result);
        } catch (IOException e) {
            messages.fail(run, "what came of it cannot be written: " + IoReason.of(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            // Spark's Scala methods throw checked exceptions that they do not declare.
            fail(run, e);
        } finally {
            if (startFrom.isPresent()) {
                startFrom.get().destroy();
            }
        }
    }

    private Optional<String> checkpoint(String key) {
        return job.cluster()
                .checkpointDirectory()
                .map(folder ->
                        Optional.of(new CheckpointFolder(folder).file(key).toString()))
                .orElse(Optional.empty());
    }

    private void take(RunRef run, RunRequest request, RunResult result) throws IOException, InterruptedException {
        messages.await(result.attempt(), result.messages());
        if (result.files().isPresent()) {
            write(
                    request.directory().resolve(RunRequest.PREDICTIONS),
                    result.files().get().predictions());
            write(
                    request.directory().resolve(RunRequest.MODEL),
                    result.files().get().model());
        }
        WorkerReport end = MessageJson.read(WorkerReport.class, result.end());
        if (end instanceof WorkerReport.Failed failed) {
            messages.fail(run, failed.reason() + executors.describe(result.place()));
        } else {
            messages.send(run, end);
        }
    }

    private static void write(Path file, byte[] content) throws IOException {
        WholeFile.write(file, stream -> stream.write(content));
    }

    private void fail(RunRef run, Exception e) {
        String said = Reasons.of(e);
        if (spark.sc().isStopped()) {
            messages.failAll("the cluster has ended the application: " + said);
        } else {
            messages.fail(
                    run,
                    (e instanceof SparkException ? said : e.getClass().getSimpleName() + ": " + said)
                            + executors.logOfOneNamedIn(said));
        }
    }
}
