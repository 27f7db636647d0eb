package io.github.mnistlab.worker;

import io.github.mnistlab.run.RunListener;
import java.util.List;

/**
 * A place where runs are executed. Which place it is changes no bit of what comes out.
 *
 * <p>Every run ends once, finished, not applicable or failed, and is told to the listener; one that does not finish does
 * not keep the others from running, save those that start from its model.
 */
public interface RunExecutor {

    /**
     * Executes these runs, several at once where there is room, each after the one it starts from.
     *
     * @param runs in any order that names a parent before its children
     * @throws InterruptedException if the calling thread is interrupted; no process is left behind
     */
    void execute(List<ScheduledRun> runs, RunListener listener) throws InterruptedException;
}
