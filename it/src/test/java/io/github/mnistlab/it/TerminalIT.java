package io.github.mnistlab.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A build that somebody watches on a terminal, and ends with Ctrl-C. */
@EnabledOnOs(OS.LINUX)
class TerminalIT {
    private static final String EXPERIMENT = """
            name: long
            dataset: {source: generated-digits, training: 600, test: 200}
            model: {hidden: [32]}
            training: {epochs: 100000, batchSize: 32}
            """;

    /** To the line's start, and what is new is written over what was there. */
    private static final Pattern REDRAWN = Pattern.compile("\\r|\u001b\\[\\d*[A-GJK]");

    private static final char CTRL_C = 3;

    @Test
    void aLiveLineSaysHowFarItIsUntilCtrlC() throws Exception {
        Path work = Files.createDirectories(Path.of(MavenBuild.property("it.work")));
        Path folder = Files.createTempDirectory(work, "terminal");
        MavenBuild build = MavenBuild.onTerminal(
                folder,
                EXPERIMENT,
                Stream.concat(MavenBuild.ownCache(folder), Stream.of("mnist:experiment"))
                        .toArray(String[]::new));
        try {
            await(build, Pattern.compile("epoch [1-9]\\d* of 100000"));
            // What changes is drawn over what was there, and not line after line.
            int seen = build.log().length();
            await(build, Pattern.compile("(?s)^.{" + (seen + 100) + "}"));
            assertThat(build.log().substring(seen)).containsPattern(REDRAWN).doesNotContain("INFO");
            ProcessHandle worker = build.workers().findFirst().orElseThrow();

            build.process().getOutputStream().write(String.valueOf(CTRL_C).getBytes(StandardCharsets.UTF_8));
            build.process().getOutputStream().flush();

            assertThat(build.awaitEnd()).isNotZero();
            worker.onExit().get(20, TimeUnit.SECONDS);
        } finally {
            build.process().destroy();
        }
        assertThat(build.log()).contains("Interrupted. What has been trained so far is kept: the same command goes on");
        assertThat(build.results()).doesNotExist();
    }

    private static void await(MavenBuild build, Pattern text) throws IOException, InterruptedException {
        for (int i = 0; i < 1200 && !text.matcher(build.log()).find(); i++) {
            assertThat(build.process().isAlive()).as(build.log()).isTrue();
            Thread.sleep(100);
        }
        assertThat(build.log()).containsPattern(text);
    }
}
