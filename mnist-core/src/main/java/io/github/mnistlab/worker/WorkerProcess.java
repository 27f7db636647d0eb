package io.github.mnistlab.worker;

import io.github.mnistlab.run.RunEvent;
import io.github.mnistlab.run.RunRequest;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** One forked JVM, seen from its parent. For one thread, save {@link #useThreads} and {@link #kill}. */
public final class WorkerProcess implements AutoCloseable {
    private final WorkerSettings settings;
    private final Map<String, String> environment;
    private final ForkedJvm<WorkerReport, WorkerOrder> jvm;
    private int threads = 1;

    private WorkerProcess(
            WorkerSettings settings, Map<String, String> environment, ForkedJvm<WorkerReport, WorkerOrder> jvm) {
        this.settings = settings;
        this.environment = environment;
        this.jvm = jvm;
    }

    /**
     * Starts a worker and waits until it reports.
     *
     * @param environment variables that the native libraries read when they load; they are set over those inherited
     * @param name names its log
     * @throws WorkerDiedException if it ends or stays silent instead
     */
    static WorkerProcess start(WorkerSettings settings, Map<String, String> environment, String name)
            throws IOException, WorkerDiedException {
        return new WorkerProcess(
                settings,
                environment,
                ForkedJvm.start(
                        settings,
                        environment,
                        WorkerMain.class.getName(),
                        name,
                        WorkerReport.class,
                        WorkerOrder.class));
    }

    /** Whether its native libraries have loaded with these variables. */
    boolean has(Map<String, String> wanted) {
        return environment.equals(wanted);
    }

    /**
     * Executes a run.
     *
     * @param onEvent gets what the worker reports on the way, from the calling thread
     * @throws WorkerDiedException if the process ends or hangs; this worker is of no use then
     */
    RunEvent.End execute(RunRequest run, Consumer<RunEvent.UnderWay> onEvent) throws WorkerDiedException {
        try {
            jvm.channel().setReadTimeout(settings.stallTimeout());
            jvm.channel().send(new WorkerOrder.Execute(run));
            for (Optional<WorkerReport> report = jvm.channel().read();
                    report.isPresent();
                    report = jvm.channel().read()) {
                if (report.get() instanceof WorkerReport.UnderWay underWay) {
                    onEvent.accept(underWay.event());
                } else if (report.get() instanceof WorkerReport.Failed failed) {
                    String more = failed.explained() ? moreIn(jvm.log()) : jvm.logTail();
                    return new RunEvent.Failed(failed.reason() + more);
                } else if (report.get() instanceof WorkerReport.End end) {
                    return end.event(jvm.log());
                }
            }
        } catch (SocketTimeoutException e) {
            jvm.kill();
            throw new WorkerDiedException("the worker gave no sign of life for "
                    + settings.stallTimeout().toSeconds() + " s and was ended" + jvm.logTail());
        } catch (IOException e) {
            // As good as closed: how the process ended says more than how the socket did.
        }
        throw new WorkerDiedException("the worker ended unexpectedly" + jvm.ending());
    }

    /** Tells it how many threads are to work on its run from now on. Any thread may. */
    synchronized void useThreads(int wanted) {
        if (wanted == threads) {
            return;
        }
        try {
            jvm.channel().send(new WorkerOrder.UseThreads(wanted));
            threads = wanted;
        } catch (IOException e) {
            // The process is gone: whoever waits for its run finds out and says more.
        }
    }

    /** For the end of a sentence that says what happened. */
    public static String moreIn(Path log) {
        return "\n  The log of the worker says more: " + log;
    }

    /** Ends the process at once. Any thread may. */
    void kill() {
        jvm.kill();
    }

    @Override
    public void close() {
        jvm.close();
    }
}
