package io.github.mnistlab.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyRunsTest {
    @TempDir
    Path folder;

    /**
     * Of 20 variants on 10,000 images, the test images alone would take 157 MB if each variant had its own, and the points of
     * all ROC curves 70 MB if all were in memory at once.
     */
    @Test
    void whatIsHeldOfEachRunIsLittleHoweverManyImagesItWasTestedOn() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx80m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ManyRuns.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(Files.size(folder.resolve("sample").resolve(ReportPage.FILE)))
                .isPositive();
    }
}
