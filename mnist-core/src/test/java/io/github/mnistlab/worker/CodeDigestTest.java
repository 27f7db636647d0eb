package io.github.mnistlab.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.data.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeDigestTest {
    private static final String OURS = "io/github/mnistlab/";

    @TempDir
    Path folder;

    @Test
    void changesWithTheCodeThatComputes() throws IOException {
        String before = digest("a.jar", Map.of(OURS + "data/A.class", "1", OURS + "report/R.class", "1"));
        assertThat(digest("b.jar", Map.of(OURS + "data/A.class", "2", OURS + "report/R.class", "1")))
                .isNotEqualTo(before);
        assertThat(digest(
                        "c.jar",
                        Map.of(OURS + "data/A.class", "1", OURS + "model/M.class", "", OURS + "report/R.class", "1")))
                .isNotEqualTo(before);
    }

    @Test
    void doesNotChangeWithTheRestNorWithNamesOfFiles() throws IOException {
        String before = digest("a.jar", Map.of(OURS + "data/A.class", "1", OURS + "report/R.class", "1"));
        assertThat(digest("b.jar", Map.of(OURS + "data/A.class", "1", OURS + "report/R.class", "2")))
                .isEqualTo(before);
        Path classes = folder.resolve("classes");
        Files.createDirectories(classes.resolve(OURS + "data"));
        Files.writeString(classes.resolve(OURS + "data/A.class"), "1");
        assertThat(CodeDigest.of(List.of(classes)).value()).isEqualTo(before);
    }

    @Test
    void countsEveryByteOfOtherLibraries() throws IOException {
        String before = digest("a.jar", Map.of("org/other/A.class", "1"));
        assertThat(digest("b.jar", Map.of("org/other/A.class", "2"))).isNotEqualTo(before);
    }

    @Test
    void namesTheArchivesWithNativeCode() throws IOException {
        digest("java.jar", Map.of("org/other/A.class", "1"));
        digest("natives.jar", Map.of("org/other/linux-x86_64/libother.so.0", "1"));

        CodeDigest digest = CodeDigest.of(List.of(folder.resolve("java.jar"), folder.resolve("natives.jar")));

        assertThat(digest.nativeLibraries())
                .containsExactly(Map.entry("natives.jar", Sha256.of(folder.resolve("natives.jar"))));
    }

    @ParameterizedTest
    @CsvSource({
        "data/A.class, true, true",
        "data/file/A$B.class, true, true",
        "balance/Smote.class, true, false",
        "run/execution/RunExecution$Inner.class, true, false",
        "run/execution/RunExecutionOther.class, false, false",
        "run/execution/JudgedRun.class, false, true",
        "report/Summary.class, false, false"
    })
    void knowsWhichClassesTrainOrJudge(String file, boolean isComputing, boolean isJudging) {
        assertThat(CodeDigest.isComputing(OURS + file)).isEqualTo(isComputing);
        assertThat(CodeDigest.isJudging(OURS + file)).isEqualTo(isJudging);
    }

    @Test
    void librariesAreTheirBytesInTheirOrder() throws IOException {
        Path one = Files.writeString(folder.resolve("one"), "1");
        Path two = Files.writeString(folder.resolve("two"), "2");

        assertThat(CodeDigest.ofFiles(List.of(one, two)))
                .isEqualTo(CodeDigest.ofFiles(List.of(Files.writeString(folder.resolve("copy"), "1"), two)))
                .isNotEqualTo(CodeDigest.ofFiles(List.of(two, one)))
                .isNotEqualTo(CodeDigest.ofFiles(List.of(one)));
    }

    @Test
    void whatJudgesIsOnTheClassPathOfItsProcess() throws IOException {
        assertThat(CodeDigest.ofJudging()).hasSize(64).isEqualTo(CodeDigest.ofJudging());
        assertThat(CodeDigest.judgingClasspath())
                .hasSize(4)
                .doesNotHaveDuplicates()
                .allSatisfy(file -> assertThat(file).exists());
    }

    private String digest(String name, Map<String, String> entries) throws IOException {
        Path jar = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> entry : new TreeMap<>(entries).entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return CodeDigest.of(List.of(jar)).value();
    }
}
