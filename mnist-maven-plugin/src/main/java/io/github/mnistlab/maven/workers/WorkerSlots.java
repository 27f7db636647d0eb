package io.github.mnistlab.maven.workers;

import java.util.concurrent.Semaphore;
import org.apache.maven.execution.MavenSession;
import org.eclipse.aether.SessionData;

/** As many workers as there are slots may live at a time, in all modules of a build together, under {@code -T} too. */
public final class WorkerSlots {
    private static final String KEY = WorkerSlots.class.getName();

    private WorkerSlots() {}

    /**
     * The build's slots.
     *
     * @param count how many, if this is the first call of the build
     */
    public static Semaphore of(MavenSession session, int count) {
        // The session is the one place that all modules of a build share; a static would outlive it.
        SessionData data = session.getRepositorySession().getData();
        data.set(KEY, null, new Semaphore(count, true));
        return (Semaphore) data.get(KEY);
    }
}
