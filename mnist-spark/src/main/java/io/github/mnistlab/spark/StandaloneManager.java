package io.github.mnistlab.spark;

import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.ExternalClusterManager;
import org.apache.spark.scheduler.SchedulerBackend;
import org.apache.spark.scheduler.TaskScheduler;
import org.apache.spark.scheduler.TaskSchedulerImpl;
import org.apache.spark.scheduler.cluster.StandaloneSchedulerBackend;
import scala.Option;

/**
 * Spark's own way to a standalone master, but for telling of executors that end before they have joined: of these no
 * listener hears. Spark finds it as a service, by the address of the master.
 */
public final class StandaloneManager implements ExternalClusterManager {
    private static final String STANDALONE = "spark://";
    private static final String WATCHED = "watched-";

    // Spark makes the manager itself: this is how it is reached.
    private static volatile ExecutorStarts starts;

    static void tell(ExecutorStarts listener) {
        starts = listener;
    }

    /** The same master, for a context that is to go this way; those of another kind are as they were. */
    static String watched(String master) {
        return master.startsWith(STANDALONE) ? WATCHED + master : master;
    }

    private static String plain(String master) {
        return master.substring(WATCHED.length());
    }

    @Override
    public boolean canCreate(String master) {
        return master.startsWith(WATCHED);
    }

    @Override
    public TaskScheduler createTaskScheduler(SparkContext context, String master) {
        // For whoever reads it from here on, executors among them.
        context.conf().setMaster(plain(master));
        return new TaskSchedulerImpl(context);
    }

    @Override
    public SchedulerBackend createSchedulerBackend(SparkContext context, String master, TaskScheduler scheduler) {
        String[] addresses = plain(master).substring(STANDALONE.length()).split(",", -1);
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = STANDALONE + addresses[i];
        }
        return new Watched((TaskSchedulerImpl) scheduler, context, addresses);
    }

    @Override
    public void initialize(TaskScheduler scheduler, SchedulerBackend backend) {
        ((TaskSchedulerImpl) scheduler).initialize(backend);
    }

    private static final class Watched extends StandaloneSchedulerBackend {
        Watched(TaskSchedulerImpl scheduler, SparkContext context, String[] masters) {
            super(scheduler, context, masters);
        }

        @Override
        public void executorAdded(String fullId, String workerId, String hostPort, int cores, int memory) {
            starts.starting(executor(fullId), workerId);
            super.executorAdded(fullId, workerId, hostPort, cores, memory);
        }

        @Override
        public void executorRemoved(
                String fullId, String message, Option<Object> exitStatus, Option<String> workerHost) {
            starts.gone(executor(fullId), message);
            super.executorRemoved(fullId, message, exitStatus, workerHost);
        }

        /** Masters name them with their application: {@code app-20261125122331-0000/7}. */
        private static String executor(String fullId) {
            return fullId.substring(fullId.indexOf('/') + 1);
        }
    }
}
