package io.github.mnistlab.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.mnistlab.data.Sha256;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Errors of the JVM and of the machine in a worker reach whoever waits for its runs. */
class BrokenWorkersTest {
    private static final String TWO = """
            name: trial
            dataset: {source: generated-digits, training: 200, test: 100}
            model: {hidden: [8]}
            training: {epochs: 1, batchSize: 50}
            variants: {one: {}, other: {training: {epochs: 2}}}
            """;

    @TempDir
    private Path folder;

    @Test
    void anErrorIsToldByItsFirstLineForEachRun() throws Exception {
        List<Path> withoutNatives = Stream.of(
                        System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.matches(".*(nd4j-native|javacpp|openblas)-.*(linux|macosx|windows).*\\.jar"))
                .map(Path::of)
                .toList();
        Recording heard = new Recording();

        new Trial(folder).withClasspath(withoutNatives).run(TWO, 1, heard);

        assertThat(heard.failures).containsOnlyKeys("one-1", "other-1");
        assertThat(heard.failures.values())
                .allSatisfy(reason -> assertThat(reason)
                        .contains("Error")
                        .contains("UnsatisfiedLinkError")
                        .doesNotContain("exit code"));
    }

    @Test
    void nativeLibrariesThatMayNotBeExecutedAreToldWithTheirMount() throws Exception {
        Path cache = Files.createDirectory(folder.resolve("cache"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "noexec,size=600m", "tmpfs", cache.toString()), "needs to mount");
        Recording heard = new Recording();
        try {
            new Trial(folder)
                    .withJvmOptions("-Dorg.bytedeco.javacpp.cachedir=" + cache.resolve("javacpp"))
                    .run(TWO, 1, heard);
        } finally {
            run("umount", "--lazy", cache.toString());
        }

        assertThat(heard.failures).containsOnlyKeys("one-1", "other-1");
        assertThat(heard.failures.values()).allSatisfy(reason -> {
            assertThat(Failure.isOfNoexec(reason)).as(reason).isTrue();
            assertThat(reason)
                    .contains("Nothing may be executed on the file system " + cache.toRealPath() + " (tmpfs), where ")
                    .contains("Mount it without noexec");
        });
    }

    /** The command in place of java is a program that gets the port and the token, says something else, and then runs it. */
    @Test
    void aBuildGoesOnThoughOthersSpeakToItsListener() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "needs bash to speak to a port");
        Path java = Files.writeString(
                folder.resolve("java"), """
                #!/bin/bash
                read -r port; read -r token
                exec 3<>/dev/tcp/127.0.0.1/$port; printf 'GET / HTTP/1.1\\r\\n\\r\\n' >&3
                exec 4<>/dev/tcp/127.0.0.1/$port
                exec %s "$@" < <(printf '%%s\\n%%s\\n' "$port" "$token")
                """.formatted(Path.of(System.getProperty("java.home"), "bin", "java")));
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Recording heard = new Recording();

        new Trial(folder).withJava(java).run(TWO, 1, heard);

        assertThat(heard.failures).isEmpty();
        assertThat(heard.outcomes).containsOnlyKeys("one-1", "other-1");
        assertThat(Sha256.of(folder.resolve("results/trial/predictions-one-1.bin")))
                .isEqualTo(heard.outcomes.get("one-1").predictionDigest());
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
