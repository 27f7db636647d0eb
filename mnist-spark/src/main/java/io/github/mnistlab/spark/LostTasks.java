package io.github.mnistlab.spark;

import io.github.mnistlab.run.RunRef;
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
    private final ApplicationExecutors executors;

    /** In how many failures a run ends; those that are not its fault are none. */
    private final int mostFailures;

    private final Map<String, RunRef> runs = new ConcurrentHashMap<>();
    private final Map<Integer, RunRef> ofStages = new ConcurrentHashMap<>();
    private final Map<Integer, Integer> failures = new ConcurrentHashMap<>();

    LostTasks(RunMessages messages, ApplicationExecutors executors, int mostFailures) {
        this.messages = messages;
        this.executors = executors;
        this.mostFailures = mostFailures;
    }

    /**
     * A run is about to become a job.
     *
     * @return for the job's property {@link #RUN}
     */
    String watch(RunRef run) {
        runs.put(run.toString(), run);
        return run.toString();
    }

    @Override
    public void onJobStart(SparkListenerJobStart job) {
        RunRef run = job.properties() == null ? null : runs.get(job.properties().getProperty(RUN, ""));
        if (run != null) {
            job.stageIds().foreach(stage -> ofStages.put((Integer) stage, run));
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
        messages.warn(
                run,
                "executor " + executor + " on " + task.taskInfo().host() + " did not finish it ("
                        + reason.toErrorString().lines().findFirst().orElse("")
                        + executors.logOf(executor) + "); it is started again");
    }

    @Override
    public void onStageCompleted(SparkListenerStageCompleted stage) {
        ofStages.remove(stage.stageInfo().stageId());
        failures.remove(stage.stageInfo().stageId());
    }
}
