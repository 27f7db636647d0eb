package io.github.mnistlab.spark;

import io.github.mnistlab.worker.MessageChannel;
import io.github.mnistlab.worker.WorkerMessage;
import java.util.Optional;

/** An end that the cluster puts to the application; all its runs end of it, which is said once. */
final class ApplicationEnd {
    private final MessageChannel parent;
    private final Optional<YarnApplication> yarn;
    private final ExecutorStarts starts;
    private boolean told;

    ApplicationEnd(MessageChannel parent, Optional<YarnApplication> yarn, ExecutorStarts starts) {
        this.starts = starts;
        this.parent = parent;
        this.yarn = yarn;
    }

    /** Tells the parent, which expects nothing more. Any thread may. */
    synchronized void tell() {
        if (told) {
            return;
        }
        told = true;
        String state = yarn.map(application -> ": " + application.state()).orElseGet(this::lastStart);
        parent.sendOrDie(new WorkerMessage.Failed("the cluster has ended the application" + state, true));
    }

    /** A standalone master gives up where ten executors end before one has started, be it all on one machine. */
    private String lastStart() {
        ExecutorStarts.Ended last = starts.last();
        return last == null
                ? ""
                : ": executors end as they start, the last one"
                        + (last.worker() == null ? "" : " of " + last.worker()) + ": "
                        + last.reason().lines().findFirst().orElse("");
    }
}
