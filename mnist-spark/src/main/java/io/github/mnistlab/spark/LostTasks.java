package io.github.mnistlab.spark;

import io.github.mnistlab.worker.MessageChannel;
import io.github.mnistlab.worker.RunRef;
import io.github.mnistlab.worker.WorkerMessage;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.TaskFailedReason;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Tells of runs that did not come to an end, and that Spark starts again. */
final class LostTasks extends SparkListener {
    /** The property of a job that names its run. */
    static final String RUN = "mnist.run";

    private final RunMessages messages;
    private final Map<Integer, RunRef> ofStages = new ConcurrentHashMap<>();
    private final Map<RunRef, Integer> jobs = new ConcurrentHashMap<>();

    /** In how many failures a run ends; those that are not its fault are none. */
    private final int mostFailures;

    private final ExecutorLogs logs;
    private final Map<Integer, Integer> failures = new ConcurrentHashMap<>();

    LostTasks(RunMessages messages, int mostFailures, ExecutorLogs logs) {
        this.messages = messages;
        this.mostFailures = mostFailures;
        this.logs = logs;
    }

    @Override
    public void onJobStart(SparkListenerJobStart job) {
        String run = job.properties() == null ? null : job.properties().getProperty(RUN);
        if (run != null) {
            RunRef ref = new RunMessage(0, run).parsed().run();
            jobs.put(ref, job.jobId());
            job.stageIds().foreach(stage -> ofStages.put((Integer) stage, ref));
        }
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd task) {
        RunRef run = ofStages.get(task.stageId());
        if (run == null || !(task.reason() instanceof TaskFailedReason reason)) {
            return;
        }
        if (reason.countTowardsTaskFailures() && failures.merge(task.stageId(), 1, Integer::sum) >= mostFailures) {
            return; // The run's end, which tells why.
        }
        messages.giveUp(task.taskInfo().taskId());
        String executor = task.taskInfo().executorId();
        messages.send(
                run,
                new WorkerMessage.Warned(
                        "executor " + executor + " on " + task.taskInfo().host()
                                + " did not finish it ("
                                + reason.toErrorString().lines().findFirst().orElse("")
                                + logs.of(executor) + "); it is started again"));
    }

    @Override
    public void onStageCompleted(SparkListenerStageCompleted stage) {
        ofStages.remove(stage.stageInfo().stageId());
        failures.remove(stage.stageInfo().stageId());
    }

    /** Spark's number of the job that is a run, or was; null if there was none. */
    Integer jobOf(RunRef run) {
        return jobs.get(run);
    }

    /** For {@link #RUN}. */
    static String property(RunRef run) {
        return MessageChannel.toJson(new WorkerMessage.OfRun(run, null));
    }
}
