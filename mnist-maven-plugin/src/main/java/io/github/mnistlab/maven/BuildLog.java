package io.github.mnistlab.maven;

import io.github.mnistlab.lab.LabListener;
import io.github.mnistlab.maven.progress.RunProgress;
import io.github.mnistlab.run.RunListener;
import org.apache.maven.plugin.logging.Log;

/** Maven's log, as what a lab tells its lines to, with a terminal's live lines below them. */
final class BuildLog implements LabListener, AutoCloseable {
    private final Log log;
    private final RunProgress progress;
    private final String ifInterrupted;

    /**
     * @param intervalSeconds as {@link RunProgress} takes it
     * @param isTerminal whether there may be live lines
     * @param ifInterrupted what is said if the user ends the build while runs go on
     */
    BuildLog(Log log, int intervalSeconds, boolean isTerminal, String ifInterrupted) {
        this.log = log;
        this.progress = RunProgress.of(this::print, intervalSeconds, isTerminal && log.isInfoEnabled());
        this.ifInterrupted = ifInterrupted;
    }

    @Override
    public void line(Level level, String text) {
        progress.print(() -> print(level, text));
    }

    @SuppressWarnings("SystemOut") // commands must not have the log's words before them
    private void print(Level level, String text) {
        switch (level) {
            case INFO -> log.info(withoutCommands(text));
            case WARNING -> log.warn(withoutCommands(text));
            case ERROR -> log.error(withoutCommands(text));
            case COMMAND -> System.out.println(text);
        }
    }

    /**
     * A text whose lines are none that a CI system takes for commands, as GitHub does with those that begin with two colons
     * after any blanks: what comes from a file or a program must not command.
     */
    static String withoutCommands(String text) {
        return text.replaceAll("(?m)^(\\s*):(?=:)", "$1: ").replace("##[", "## [");
    }

    @Override
    public RunListener runs(int count) {
        return progress.runs(count, ifInterrupted);
    }

    @Override
    public void close() {
        progress.close();
    }
}
