package io.github.mnistlab.maven.progress;

import io.github.mnistlab.lab.LabListener;
import io.github.mnistlab.run.RunEvent;
import io.github.mnistlab.run.RunListener;
import io.github.mnistlab.run.RunRef;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What a build says of its runs while they go on: on a terminal a live line for each that is under way and one for all, and
 * above them, or without a terminal, plain lines that stay.
 */
public final class RunProgress {
    private static final long REDRAWN_NANOS = 100_000_000;

    private final LabListener log;
    private final long intervalNanos;
    private final LongSupplier clock;
    private final Screen screen;
    private final boolean isLive;
    private Thread hook;
    private List<String> shown = List.of();
    private long drawn;

    /** Whether the user has ended the build: what is heard of runs now is that they were killed. */
    private boolean isOver;

    private RunProgress(LabListener log, int intervalSeconds, Screen screen, boolean isLive, LongSupplier clock) {
        this.log = log;
        this.intervalNanos = intervalSeconds * 1_000_000_000L;
        this.screen = screen;
        this.isLive = isLive;
        this.clock = clock;
    }

    /**
     * @param log prints what stays
     * @param intervalSeconds how long at least lies between two lines about the state of things; 0 to have a line for each
     *     epoch
     * @param isTerminal whether somebody looks who may have live lines
     */
    public static RunProgress of(LabListener log, int intervalSeconds, boolean isTerminal) {
        Screen screen = isTerminal ? TerminalScreen.ofThisProcess() : Screen.none();
        return new RunProgress(log, intervalSeconds, screen, screen instanceof TerminalScreen, System::nanoTime);
    }

    /** Prints a line of something else. */
    public synchronized void print(Runnable line) {
        if (shown.isEmpty()) {
            line.run();
            return;
        }
        screen.clear();
        line.run();
        screen.show(shown);
    }

    /**
     * Runs are about to begin.
     *
     * @param count how many there are
     * @param ifInterrupted what is said if the user ends the build while they go on
     */
    public RunListener runs(int count, String ifInterrupted) {
        Progress progress = new Progress(count, clock);
        ProgressLines lines = new ProgressLines(progress, intervalNanos, isLive, clock);
        sayIfInterrupted(ifInterrupted);
        return (run, event) -> happened(progress, lines, run, event);
    }

    private synchronized void happened(Progress progress, ProgressLines lines, RunRef run, RunEvent event) {
        if (isOver) {
            return;
        }
        progress.happened(run, event);
        List<ProgressLines.Line> said = lines.of(run, event);
        if (!said.isEmpty()) {
            end();
            said.forEach(line -> log.line(line.level(), line.text()));
        }
        if (isLive) {
            draw(progress);
        }
    }

    private void draw(Progress progress) {
        List<Progress.TrainingRun> underWay = progress.underWay();
        long now = clock.getAsLong();
        if (underWay.isEmpty()) {
            end();
        } else if (shown.isEmpty() || now - drawn >= REDRAWN_NANOS) {
            List<String> lines = new ArrayList<>();
            underWay.forEach(training -> lines.add("  " + ProgressText.of(training)));
            lines.add(ProgressText.all(progress));
            screen.show(lines);
            shown = List.copyOf(lines);
            drawn = now;
        }
    }

    private void end() {
        if (!shown.isEmpty()) {
            screen.clear();
            shown = List.of();
        }
    }

    private synchronized void sayIfInterrupted(String text) {
        if (hook == null) {
            hook = new Thread(() -> interrupted(text));
            Runtime.getRuntime().addShutdownHook(hook);
        }
    }

    private synchronized void interrupted(String text) {
        isOver = true;
        try {
            end();
        } catch (RuntimeException e) {
            // The terminal may be closed by now, and what is to be said is still true.
            shown = List.of();
        }
        try {
            log.line(LabListener.Level.WARNING, text);
        } catch (RuntimeException e) {
            // Maven takes its coloured console away at the same moment, which is not made for two threads.
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)
                    .println("[WARNING] " + text);
        }
    }

    /** The work is over, in whatever way. */
    public synchronized void close() {
        end();
        if (hook != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The build is being interrupted, and the hook says so.
                return;
            }
            hook = null;
        }
    }
}
