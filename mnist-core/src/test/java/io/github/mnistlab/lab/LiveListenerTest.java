package io.github.mnistlab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.model.EpochRecord;
import io.github.mnistlab.run.RunEvent;
import io.github.mnistlab.run.RunId;
import io.github.mnistlab.run.RunListener;
import io.github.mnistlab.run.RunPhase;
import io.github.mnistlab.run.RunRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveListenerTest {
    private static final RunRef FIRST = new RunRef("digits", new RunId("baseline", 1));
    private static final RunRef SECOND = new RunRef("digits", new RunId("smote", 1));
    private static final String RELOADS = "window.location.reload()";

    @TempDir
    private Path folder;

    private final HandClock clock = new HandClock();
    private final List<String> lines = new ArrayList<>();

    @Test
    void showsTheCurvesSoFarWhileRunsGoOn() throws IOException {
        RunListener runs = listener().runs(2);
        runs.happened(FIRST, new RunEvent.Scheduled("new", 3));
        runs.happened(SECOND, new RunEvent.Scheduled("new", 3));
        runs.happened(FIRST, new RunEvent.PhaseStarted(RunPhase.TRAIN));
        clock.pass(3);
        runs.happened(FIRST, new RunEvent.EpochEnded(epoch(1, 0.75, 0.8125)));

        assertThat(page())
                .contains("0 of 2 runs are over, as of 12:00:03.", RELOADS)
                .contains("digits baseline-1", "1 of 3", "0.7500", "0.8125")
                .contains("\"points\":[[1.0,0.75]]".replace(".0", ""));
        assertThat(lines).containsOnlyOnce("live: open " + folder.resolve("live.html"));
    }

    @Test
    void isNotWrittenMoreOftenThanAReaderLooks() throws IOException {
        RunListener runs = listener().runs(1);
        runs.happened(FIRST, new RunEvent.Scheduled("new", 1000));
        for (int i = 1; i <= 1000; i++) {
            runs.happened(FIRST, new RunEvent.EpochEnded(epoch(i, 0.5, 0.5)));
        }
        assertThat(page()).contains("No epoch is over yet.");

        clock.pass(3);
        runs.happened(FIRST, new RunEvent.BatchEnded(1001, 1, 2));
        assertThat(page()).contains("1,000 of 1,000");
    }

    @Test
    void staysAsItIsOnceAllRunsAreOver() throws IOException {
        RunListener runs = listener().runs(2);
        runs.happened(FIRST, new RunEvent.SameAs(SECOND));
        assertThat(page()).contains("1 of 2 runs is over", RELOADS);

        runs.happened(SECOND, new RunEvent.Failed("no memory"));
        assertThat(page())
                .contains("2 of 2 runs are over", "the same as digits smote-1", "failed")
                .doesNotContain(RELOADS, "live-pause");
    }

    @Test
    void namesStayText() throws IOException {
        listener().runs(1).happened(new RunRef("<b>x</b>", new RunId("<i>y</i>", 1)), new RunEvent.Scheduled("new", 1));

        assertThat(page()).doesNotContain("<b>x", "<i>y").contains("&lt;b&gt;x");
    }

    @Test
    void whereNoPageCanBeWrittenRunsGoOn() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        List<RunEvent> heard = new ArrayList<>();
        LabListener others = new LabListener() {
            @Override
            public void line(Level level, String text) {
                lines.add(text);
            }

            @Override
            public RunListener runs(int count) {
                return (run, event) -> heard.add(event);
            }
        };
        RunListener runs = new LiveListener(others, file, clock).runs(1);
        runs.happened(FIRST, new RunEvent.Scheduled("new", 1));
        clock.pass(3);
        runs.happened(FIRST, new RunEvent.Failed("no memory"));

        assertThat(heard).hasSize(2);
        assertThat(lines).singleElement().asString().startsWith("No live page: ");
    }

    private LiveListener listener() {
        return new LiveListener((level, text) -> lines.add(text), folder, clock);
    }

    private String page() throws IOException {
        return Files.readString(folder.resolve("live.html"));
    }

    private static EpochRecord epoch(int number, double loss, double accuracy) {
        return new EpochRecord(number, loss, accuracy, null, null, 0.001, "digest", 0.5);
    }

    /** Goes only when told to, from noon on. */
    private static final class HandClock extends Clock {
        private Instant now = Instant.parse("2026-01-01T12:00:00Z");

        void pass(int seconds) {
            now = now.plus(Duration.ofSeconds(seconds));
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
