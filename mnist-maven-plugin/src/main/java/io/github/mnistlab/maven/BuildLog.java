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
            case INFO -> log.info(text);
            case WARNING -> log.warn(text);
            case ERROR -> log.error(text);
            case COMMAND -> System.out.println(text);
        }
    }

    @Override
    public RunListener runs(int count) {
        return new ProgressLog(log, count);
    }
}
