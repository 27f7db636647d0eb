package io.github.mnistlab.worker;

import io.github.mnistlab.balance.NotApplicableException;
import io.github.mnistlab.data.DataException;
import io.github.mnistlab.model.TrainingDivergedException;
import io.github.mnistlab.model.step.ThreadTeam;
import io.github.mnistlab.run.RunRequest;
import io.github.mnistlab.run.execution.RunExecution;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The forked process: executes one run after another, and ends when its parent does.
 */
public final class WorkerMain {
    private static final int PARENT_IS_GONE = 3;

    private final MessageChannel<WorkerOrder, WorkerReport> channel;
    private final ThreadTeam team = new ThreadTeam();

    /** Why this process can execute nothing, once that has shown: a class that did not load does not later. */
    private Optional<WorkerReport.Failed> useless = Optional.empty();

    private WorkerMain(MessageChannel<WorkerOrder, WorkerReport> channel) {
        this.channel = channel;
    }

    /** Started by {@link WorkerProcess} alone. */
    public static void main(String[] arguments) throws Exception {
        try (MessageChannel<WorkerOrder, WorkerReport> channel =
                MessageChannel.toParent(WorkerOrder.class, WorkerReport.class)) {
            new WorkerMain(channel).work();
        }
    }

    private void work() throws InterruptedException {
        BlockingQueue<RunRequest> runs = new LinkedBlockingQueue<>();
        Thread listening = new Thread(() -> listen(runs), "messages from the parent");
        listening.setDaemon(true);
        listening.start();
        RunExecution execution = new RunExecution(team);
        while (true) {
            RunRequest next = runs.take();
            channel.sendOrDie(execute(execution, next));
        }
    }

    /** Reads in a thread of its own, so that the end of the parent is noticed in the middle of a run. */
    private void listen(BlockingQueue<RunRequest> runs) {
        try {
            for (Optional<WorkerOrder> order = channel.read(); order.isPresent(); order = channel.read()) {
                if (order.get() instanceof WorkerOrder.UseThreads use) {
                    team.resize(use.threads());
                } else if (order.get() instanceof WorkerOrder.Execute execute) {
                    runs.add(execute.run());
                }
            }
        } catch (IOException e) {
            // Told by halting, below: there is nobody left to tell otherwise.
        }
        // Not exit: a shutdown hook of some library must not keep an orphan alive.
        Runtime.getRuntime().halt(PARENT_IS_GONE);
    }

    private WorkerReport execute(RunExecution execution, RunRequest next) {
        if (useless.isPresent()) {
            return useless.get();
        }
        try {
            BatchPace pace = new BatchPace(event -> channel.sendOrDie(new WorkerReport.UnderWay(event)));
            return new WorkerReport.Finished(execution.execute(next, pace));
        } catch (NotApplicableException e) {
            e.printStackTrace();
            return new WorkerReport.NotApplicable(e.getMessage());
        } catch (DataException | TrainingDivergedException e) {
            // Written for whoever wrote the experiment.
            e.printStackTrace();
            return new WorkerReport.Failed(e.getMessage(), true);
        } catch (LinkageError e) {
            e.printStackTrace();
            useless = Optional.of(new WorkerReport.Failed(Failure.of(e), true));
            return useless.get();
        } catch (Throwable e) {
            // An error too: if it ended this thread, this process would end in silence.
            e.printStackTrace();
            return new WorkerReport.Failed(Failure.of(e), false);
        }
    }
}
