package io.github.mnistlab.spark;

import io.github.mnistlab.data.WholeFile;
import io.github.mnistlab.model.file.CheckpointFolder;
import io.github.mnistlab.run.RunRequest;
import io.github.mnistlab.worker.ClusterSettings;
import io.github.mnistlab.worker.MessageChannel;
import io.github.mnistlab.worker.RunRef;
import io.github.mnistlab.worker.WorkerMessage;
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
import org.apache.spark.broadcast.Broadcast;

/**
 * Has Spark execute runs, each as a job of one task: so results are taken one by one as they come, and no more of them are
 * in this process than have just come.
 */
final class ClusterTasks {
    private final JavaSparkContext spark;
    private final ClusterSettings cluster;
    private final RunMessages messages;
    private final ExecutorLogs logs;
    private final Duration timeout;
    private final ApplicationEnd end;
    private final ClusterData data;
    private final DoneCheckpoints done;
    private final ExecutorService waiting = Executors.newCachedThreadPool(run -> {
        Thread thread = new Thread(run, "waits for a run");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param timeout after how long without a sign of life a run is taken for hung; zero for never
     */
    ClusterTasks(
            JavaSparkContext spark,
            ClusterSettings cluster,
            RunMessages messages,
            ExecutorLogs logs,
            Duration timeout,
            ApplicationEnd end) {
        this.timeout = timeout;
        this.logs = logs;
        this.end = end;
        this.spark = spark;
        this.cluster = cluster;
        this.messages = messages;
        this.done = new DoneCheckpoints(spark, cluster.checkpointDirectory());
        this.data = new ClusterData(spark, cluster.dataDirectory(), ClusterData.MOST_SENT);
    }

    /** Has a run executed; its end is told to the parent. From one thread. */
    void execute(RunRef run, RunRequest request) {
        try {
            TaskData files = data.of(request.files());
            waiting.execute(() -> await(run, request, files));
        } catch (UncheckedIOException e) {
            fail(run, "its data cannot be sent to the cluster: " + e.getCause());
        } catch (IllegalStateException e) {
            fail(run, e);
        }
    }

    /** A run's result is safe: its checkpoint may go. */
    void discard(String key) {
        done.add(key);
    }

    /** Nothing is executed any more. */
    void end() throws InterruptedException {
        if (!spark.sc().isStopped()) {
            spark.sc().cancelAllJobs();
            done.discardRest();
        }
    }

    private void await(RunRef run, RunRequest request, TaskData files) {
        Broadcast<byte[]> startFrom = null;
        try {
            if (request.startFrom() != null) {
                startFrom = spark.broadcast(Files.readAllBytes(request.startFrom()));
            }
            RunTask task = new RunTask(
                    MessageChannel.toJson(new WorkerMessage.OfRun(run, new WorkerMessage.Execute(request))),
                    new HashMap<>(cluster.environment()),
                    files,
                    startFrom,
                    checkpoint(request),
                    done.take(),
                    timeout);
            spark.setLocalProperty(LostTasks.RUN, LostTasks.property(run));
            spark.setJobDescription(run.toString());
            RunResult result = spark.parallelize(List.of(task), 1)
                    .map(new ExecuteRun())
                    .collect()
                    .get(0);
            take(run, request, result);
        } catch (IOException e) {
            fail(run, "what came of it cannot be written: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            // Spark's Scala methods throw checked exceptions that they do not declare.
            fail(run, e);
        } finally {
            if (startFrom != null) {
                startFrom.destroy();
            }
        }
    }

    private String checkpoint(RunRequest request) {
        return cluster.checkpointDirectory() == null
                ? null
                : new CheckpointFolder(cluster.checkpointDirectory())
                        .file(request.key())
                        .toString();
    }

    private void take(RunRef run, RunRequest request, RunResult result) throws IOException, InterruptedException {
        messages.await(result.attempt(), result.messages());
        if (result.predictions() != null) {
            write(request.directory().resolve(RunRequest.PREDICTIONS), result.predictions());
            write(request.directory().resolve(RunRequest.MODEL), result.model());
        }
        WorkerMessage ended = MessageChannel.fromJson(result.end());
        messages.send(
                run,
                ended instanceof WorkerMessage.Failed failed
                        ? new WorkerMessage.Failed(failed.reason() + logs.of(result.place()), true)
                        : ended);
    }

    private static void write(Path file, byte[] content) throws IOException {
        WholeFile.write(file, stream -> stream.write(content));
    }

    private void fail(RunRef run, String reason) {
        messages.send(run, new WorkerMessage.Failed(reason, true));
    }

    private void fail(RunRef run, Exception e) {
        if (spark.sc().isStopped()) {
            end.tell();
        } else {
            fail(run, reason(e));
        }
    }

    private String reason(Exception e) {
        String said = Reasons.of(e);
        return (e instanceof SparkException ? said : e.getClass().getSimpleName() + ": " + said)
                + logs.ofOneNamedIn(said);
    }
}
