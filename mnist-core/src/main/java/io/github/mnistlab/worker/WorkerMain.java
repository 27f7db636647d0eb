package io.github.mnistlab.worker;

import io.github.mnistlab.balance.NotApplicableException;
import io.github.mnistlab.data.DataException;
import io.github.mnistlab.model.EpochRecord;
import io.github.mnistlab.model.TrainingDivergedException;
import io.github.mnistlab.model.step.ThreadTeam;
import io.github.mnistlab.run.RunExecution;
import io.github.mnistlab.run.RunListener;
import io.github.mnistlab.run.RunOutcome;
import io.github.mnistlab.run.RunPhase;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The forked process: executes one run after another, and ends when its parent does.
 */
public final class WorkerMain {
    private static final int PARENT_IS_GONE = 3;

    private final MessageChannel channel;
    private final ThreadTeam team = new ThreadTeam();

    private WorkerMain(MessageChannel channel) {
        this.channel = channel;
    }

    /** Started by {@link WorkerProcess} alone. */
    public static void main(String[] arguments) throws Exception {
        try (MessageChannel channel = MessageChannel.toParent()) {
            new WorkerMain(channel).work();
        }
    }

    private void work() throws InterruptedException {
        BlockingQueue<WorkerMessage.Execute> runs = new LinkedBlockingQueue<>();
        Thread listening = new Thread(() -> listen(runs), "messages from the parent");
        listening.setDaemon(true);
        listening.start();
        RunExecution execution = new RunExecution(team);
        while (true) {
            WorkerMessage.Execute next = runs.take();
            channel.sendOrDie(execute(execution, next));
        }
    }

    /** Reads in a thread of its own, so that the end of the parent is noticed in the middle of a run. */
    private void listen(BlockingQueue<WorkerMessage.Execute> runs) {
        try {
            WorkerMessage message;
            while ((message = channel.read()) != null) {
                if (message instanceof WorkerMessage.UseThreads use) {
                    team.resize(use.threads());
                } else {
                    runs.add((WorkerMessage.Execute) message);
                }
            }
        } catch (IOException e) {
            // Told by halting, below: there is nobody left to tell otherwise.
        }
        // Not exit: a shutdown hook of some library must not keep an orphan alive.
        Runtime.getRuntime().halt(PARENT_IS_GONE);
    }

    private WorkerMessage execute(RunExecution execution, WorkerMessage.Execute next) {
        try {
            RunOutcome outcome = execution.execute(next.run(), new Reporter(channel));
            return new WorkerMessage.Finished(outcome);
        } catch (NotApplicableException e) {
            e.printStackTrace();
            return new WorkerMessage.NotApplicable(e.getMessage());
        } catch (DataException | TrainingDivergedException e) {
            // Written for whoever wrote the experiment.
            e.printStackTrace();
            return new WorkerMessage.Failed(e.getMessage(), true);
        } catch (Exception e) {
            e.printStackTrace();
            return new WorkerMessage.Failed(e.toString(), false);
        }
    }

    private static final class Reporter implements RunListener {
        private static final long PROGRESS_INTERVAL = TimeUnit.SECONDS.toNanos(1);

        private final MessageChannel channel;
        private long lastProgress = System.nanoTime();

        Reporter(MessageChannel channel) {
            this.channel = channel;
        }

        @Override
        public void phaseStarted(RunPhase phase) {
            channel.sendOrDie(new WorkerMessage.PhaseStarted(phase));
        }

        @Override
        public void batchEnded(int epoch, int rowsDone, int rows) {
            long now = System.nanoTime();
            if (now - lastProgress >= PROGRESS_INTERVAL) {
                lastProgress = now;
                channel.sendOrDie(new WorkerMessage.Progress(epoch, rowsDone, rows));
            }
        }

        @Override
        public void resumed(int epoch) {
            channel.sendOrDie(new WorkerMessage.Resumed(epoch));
        }

        @Override
        public void warned(String message) {
            channel.sendOrDie(new WorkerMessage.Warned(message));
        }

        @Override
        public void epochEnded(EpochRecord epoch) {
            channel.sendOrDie(new WorkerMessage.EpochEnded(epoch));
        }
    }
}
