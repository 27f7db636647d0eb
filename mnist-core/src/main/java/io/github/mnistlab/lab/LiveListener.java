package io.github.mnistlab.lab;

import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.model.EpochRecord;
import io.github.mnistlab.report.LiveRun;
import io.github.mnistlab.report.html.LivePage;
import io.github.mnistlab.run.RunEvent;
import io.github.mnistlab.run.RunListener;
import io.github.mnistlab.run.RunRef;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes a page about the runs while they go on, {@value LivePage#FILE} in the folder of all output, which loads itself again in
 * a browser, and hands on all that it hears.
 */
public final class LiveListener implements LabListener {
    private static final Duration BETWEEN = Duration.ofSeconds(2);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final LabListener listener;
    private final Path folder;
    private final Clock clock;

    /**
     * @param listener hears everything too
     * @param outputDirectory such as {@code target/mnist}
     */
    public LiveListener(LabListener listener, Path outputDirectory) {
        this(listener, outputDirectory, Clock.system(ZoneId.systemDefault()));
    }

    LiveListener(LabListener listener, Path outputDirectory, Clock clock) {
        this.listener = listener;
        this.folder = outputDirectory;
        this.clock = clock;
    }

    @Override
    public void line(Level level, String text) {
        listener.line(level, text);
    }

    @Override
    public RunListener runs(int count) {
        return new Written(count, listener.runs(count));
    }

    /** What is known of a run. */
    private static final class Known {
        private final RunRef run;
        private final List<EpochRecord> history = new ArrayList<>();
        private String state = "";
        private int epochs;
        private boolean isOver;

        Known(RunRef run) {
            this.run = run;
        }

        void happened(RunEvent event) {
            if (event instanceof RunEvent.Scheduled scheduled) {
                state = "waits";
                epochs = scheduled.epochs();
            } else if (event instanceof RunEvent.Reused reused) {
                end("taken from the cache", reused.outcome().history());
            } else if (event instanceof RunEvent.SameAs same) {
                end("the same as " + same.other(), List.of());
            } else if (event instanceof RunEvent.EpochEnded ended) {
                history.add(ended.epoch());
            } else if (event instanceof RunEvent.Finished finished) {
                end("finished", finished.outcome().history());
            } else if (event instanceof RunEvent.NotApplicable) {
                end("not applicable", List.of());
            } else if (event instanceof RunEvent.Failed) {
                end("failed", history);
            } else if (event instanceof RunEvent.PhaseStarted started) {
                state = started.phase().toString().toLowerCase(Locale.ROOT);
            }
        }

        private void end(String how, List<EpochRecord> whole) {
            List<EpochRecord> epochsOfAll = List.copyOf(whole);
            state = how;
            isOver = true;
            history.clear();
            history.addAll(epochsOfAll);
        }

        LiveRun shown() {
            return new LiveRun(run.experiment(), run.run().toString(), state, epochs, history);
        }
    }

    /** The page of some runs, brought up to date now and then, and at their end. */
    private final class Written implements RunListener {
        private final int count;
        private final RunListener others;
        private final Map<RunRef, Known> runs = new LinkedHashMap<>();
        private Instant written = Instant.MIN;
        private boolean isBroken;

        Written(int count, RunListener others) {
            this.count = count;
            this.others = others;
        }

        @Override
        public void happened(RunRef run, RunEvent event) {
            runs.computeIfAbsent(run, Known::new).happened(event);
            others.happened(run, event);
            long over = runs.values().stream().filter(known -> known.isOver).count();
            if (!isBroken && (over == count || written.plus(BETWEEN).isBefore(clock.instant()))) {
                write(over);
            }
        }

        private void write(long over) {
            boolean isFirst = written.equals(Instant.MIN);
            String time = TIME.format(clock.instant().atZone(clock.getZone()));
            String lead = over + " of " + count + (count == 1 ? " run" : " runs") + (over == 1 ? " is" : " are")
                    + " over, as of " + time + ".";
            try {
                LivePage.write(runs.values().stream().map(Known::shown).toList(), lead, over == count, folder);
                written = clock.instant();
                if (isFirst) {
                    listener.line(Level.INFO, "live: open " + folder.resolve(LivePage.FILE));
                }
            } catch (IOException e) {
                // A convenience, for which no run is to be lost.
                isBroken = true;
                listener.line(Level.WARNING, "No live page: " + IoReason.of(e, folder));
            }
        }
    }
}
