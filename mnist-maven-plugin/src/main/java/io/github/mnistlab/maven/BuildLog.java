package io.github.mnistlab.maven;

import io.github.mnistlab.lab.LabListener;
import io.github.mnistlab.run.RunListener;
import org.apache.maven.plugin.logging.Log;

/** Maven's log, as what a lab tells its lines to. */
record BuildLog(Log log) implements LabListener {
    @Override
    @SuppressWarnings("SystemOut") // commands must not have the log's words before them
    public void line(Level level, String text) {
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
        return new ProgressLog(log, count);
    }
}
