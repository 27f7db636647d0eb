package io.github.mnistlab.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistlab.disk.HoldingProcess;
import io.github.mnistlab.experiment.ExperimentFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several builds in one output folder, and what they find of earlier ones. */
class OutputFolderTest {
    @TempDir
    private Path folder;

    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private Path output;
    private Process other;
    private LabSettings settings;
    private List<ExperimentFile> experiments;

    @BeforeEach
    void writeExperiment() throws Exception {
        output = Files.createDirectory(folder.resolve("output"));
        settings = LabSettings.in(output)
                .withStorage(Storage.standard()
                        .withCacheDirectory(folder.resolve("cache"))
                        .withOffline(true))
                .withWorkers(QuickWorkers.workers());
        Path file = Files.writeString(folder.resolve("digits.yaml"), """
                name: digits
                dataset: {source: generated-digits, training: 600, test: 200}
                model: {hidden: [16]}
                training: {epochs: 1}
                variants:
                  baseline: {}
                """);
        experiments = lab().read(file);
    }

    @AfterEach
    void killOther() throws InterruptedException {
        if (other != null) {
            other.destroyForcibly().waitFor();
        }
    }

    @Test
    void whoFindsAnotherBuildThereAndMayNotWaitSaysWhoItIs() throws Exception {
        other = HoldingProcess.start(output.resolve(".lock"));
        settings = settings.withLockTimeout(Duration.ZERO);
        String expected = "Another build works in " + output + " (process " + other.pid() + ", since ";

        assertThatThrownBy(() -> lab().train(experiments))
                .isInstanceOf(LabException.Storage.class)
                .hasMessageStartingWith(expected)
                .hasMessageContaining("has not ended within 0 s (lockTimeout)");
        assertThatThrownBy(() -> lab().judge(experiments)).hasMessageStartingWith(expected);
        assertThatThrownBy(() -> lab().report(experiments)).hasMessageStartingWith(expected);
        assertThatThrownBy(() -> lab().accept(experiments, Optional.empty())).hasMessageStartingWith(expected);
        assertThatThrownBy(() -> lab().reproduce(experiments)).hasMessageStartingWith(expected);
        assertThatThrownBy(() -> lab().calibrate(experiments, Lab.FEWEST_CALIBRATION_SEEDS, 0.01))
                .hasMessageStartingWith(expected);
    }

    @Test
    void theOneThatWaitsGoesOnWhenTheOtherIsKilled() throws Exception {
        other = HoldingProcess.start(output.resolve(".lock"));
        CompletableFuture<Judged> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return lab().train(experiments);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        while (lines.isEmpty()) {
            Thread.sleep(20);
        }
        other.destroyForcibly().waitFor();

        assertThat(waiting.get(2, TimeUnit.MINUTES)).isInstanceOf(Judged.Passed.class);
        assertThat(lines.get(0))
                .startsWith("Another build works in " + output + " (process " + other.pid() + ", since ")
                .endsWith("waiting for it, at most 600 s (lockTimeout)");
        assertThat(output.resolve(".work")).doesNotExist();
    }

    @Test
    void verdictsOfAnEarlierTimeGoBeforeAnythingCanFail() throws Exception {
        Path junit = Files.createDirectory(output.resolve("junit"));
        for (String name : List.of("digits", "letters", "others")) {
            Files.writeString(junit.resolve("TEST-" + name + ".xml"), "<testsuite/>");
        }
        Files.writeString(junit.resolve("notes.xml"), "the user's own");

        assertThatThrownBy(() -> lab().judge(experiments)).isInstanceOf(LabException.Results.class);
        assertThat(junit.toFile().list()).containsExactlyInAnyOrder("TEST-letters.xml", "TEST-others.xml", "notes.xml");
        lab().discardVerdicts(List.of("lett*"), Set.of());
        assertThat(junit.toFile().list()).containsExactlyInAnyOrder("TEST-others.xml", "notes.xml");
        lab().discardVerdicts(List.of(), Set.of("others"));
        assertThat(junit.toFile().list()).containsExactlyInAnyOrder("TEST-others.xml", "notes.xml");
        lab().discardVerdicts(List.of(), Set.of());
        assertThat(junit.toFile().list()).containsExactly("notes.xml");
    }

    private Lab lab() {
        return new Lab(settings, (level, text) -> lines.add(text));
    }
}
