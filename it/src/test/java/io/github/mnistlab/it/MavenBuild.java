package io.github.mnistlab.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Maven of its own on a project of one experiment, called {@code long}, to be watched and treated roughly. */
final class MavenBuild {
    /** Names a worker's log. There is a worker for each core: which of them takes a run is chance. */
    static final Pattern WORKER_LOG = Pattern.compile("logs.worker-\\d+\\.log");

    private static final String POM = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>example</groupId>
              <artifactId>killed</artifactId>
              <version>1</version>
              <packaging>pom</packaging>
              <build>
                <plugins>
                  <plugin>
                    <groupId>io.github.mnistlab</groupId>
                    <artifactId>mnist-maven-plugin</artifactId>
                    <version>%s</version>
                  </plugin>
                </plugins>
              </build>
              <profiles>
                <profile>
                  <id>other-kernel</id>
                  <activation>
                    <property>
                      <name>kernel</name>
                    </property>
                  </activation>
                  <build>
                    <plugins>
                      <plugin>
                        <groupId>io.github.mnistlab</groupId>
                        <artifactId>mnist-maven-plugin</artifactId>
                        <configuration>
                          <environmentVariables>
                            <OPENBLAS_CORETYPE>${kernel}</OPENBLAS_CORETYPE>
                          </environmentVariables>
                          <publicEnvironmentVariables>OPENBLAS_CORETYPE</publicEnvironmentVariables>
                        </configuration>
                      </plugin>
                    </plugins>
                  </build>
                </profile>
              </profiles>
            </project>
            """;

    /** A shell's background job ignores Ctrl-C, and hands that on to all that it starts. */
    private static final List<String> INTERRUPTIBLE =
            runs("env", "--default-signal=INT", "true") ? List.of("env", "--default-signal=INT") : List.of();

    private final Path folder;
    private final Path log;
    private final Process process;

    private MavenBuild(Path folder, Path log, Process process) {
        this.folder = folder;
        this.log = log;
        this.process = process;
    }

    /**
     * Starts {@code mnist:experiment} on generated digits.
     *
     * @param folder of the project; made when needed
     * @param epochs of the one run; thousands last until they are ended
     */
    static MavenBuild train(Path folder, int epochs) throws IOException {
        return start(
                folder,
                "{source: generated-digits, training: 600, test: 200}",
                epochs,
                Stream.concat(ownCache(folder), Stream.of("mnist:experiment")).toArray(String[]::new));
    }

    /** Options that name a cache, but have native libraries unpacked once for all. */
    static Stream<String> cache(Path cache) {
        return Stream.of(
                "-Dmnist.cacheDirectory=" + cache,
                // Workers that live for seconds are spared the thorough compiler.
                "-Dmnist.argLine=-XX:TieredStopAtLevel=1 -Dorg.bytedeco.javacpp.cachedir="
                        + Path.of(property("it.cacheDirectory"), "javacpp"));
    }

    /** Options that give a project a cache of its own, so that it does not go on from where another was killed. */
    static Stream<String> ownCache(Path folder) {
        return cache(folder.resolve("cache"));
    }

    /**
     * Starts a build.
     *
     * @param dataset as in the experiment's file
     * @param arguments goals and options of Maven
     */
    static MavenBuild start(Path folder, String dataset, int epochs, String... arguments) throws IOException {
        return start(folder, """
                name: long
                dataset: %s
                model: {hidden: [32]}
                training: {epochs: %d, batchSize: 32}
                """.formatted(dataset, epochs), arguments);
    }

    /**
     * Starts a build.
     *
     * @param experiment the experiment's file, which names it {@code long}
     * @param arguments goals and options of Maven
     */
    static MavenBuild start(Path folder, String experiment, String... arguments) throws IOException {
        writeProject(folder, experiment);
        return call(folder, arguments);
    }

    private static void writeProject(Path folder, String experiment) throws IOException {
        Files.createDirectories(folder.resolve("experiments"));
        Files.writeString(folder.resolve("pom.xml"), POM.formatted(property("it.version")));
        Files.writeString(folder.resolve("experiments/long.yaml"), experiment);
    }

    /**
     * Calls Maven.
     *
     * @param folder with a pom.xml
     */
    static MavenBuild call(Path folder, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(INTERRUPTIBLE);
        // A line for each epoch, so that tests can tell how far a run is.
        command.addAll(maven("-B", "-Dmnist.progressInterval=0"));
        command.addAll(List.of(arguments));
        return start(folder, command);
    }

    /**
     * Calls Maven on a terminal of its own, of 24 lines of 100 characters, by util-linux's {@code script}. What is written to
     * the process is typed there.
     *
     * @param experiment the experiment's file, which names it {@code long}
     * @param arguments goals and options of Maven, none with a quote in it
     */
    static MavenBuild onTerminal(Path folder, String experiment, String... arguments) throws IOException {
        writeProject(folder, experiment);
        List<String> command = new ArrayList<>(INTERRUPTIBLE);
        command.addAll(maven());
        command.addAll(List.of(arguments));
        String shell = command.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        return start(folder, List.of("script", "-qefc", "stty rows 24 cols 100; exec " + shell, "/dev/null"));
    }

    private static List<String> maven(String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(property("it.maven"), "bin", "mvn").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-s", property("it.settings"), "-Dmaven.repo.local=" + property("it.repository")));
        return command;
    }

    private static MavenBuild start(Path folder, List<String> command) throws IOException {
        Path log = Files.createTempFile(folder, "build", ".log");
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
        // The surrounding build's own: they would change what is built here.
        builder.environment().remove("MAVEN_ARGS");
        builder.environment().remove("MAVEN_CMD_LINE_ARGS");
        builder.environment().put("MAVEN_OPTS", property("it.mavenOpts"));
        builder.environment().put("TERM", "xterm-256color");
        return new MavenBuild(folder, log, builder.start());
    }

    /** Waits until a worker has trained at least one epoch. */
    ProcessHandle awaitTraining() throws IOException, InterruptedException {
        for (int i = 0; i < 1200; i++) {
            if (log().contains("epoch 1,")) {
                return workers().findFirst().orElseThrow(() -> new AssertionError("no worker:\n" + logUnchecked()));
            }
            if (!process.isAlive()) {
                throw new AssertionError("the build ended by itself:\n" + log());
            }
            Thread.sleep(100);
        }
        throw new AssertionError("no epoch within 120 s:\n" + log());
    }

    private static boolean runs(String... command) {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Processes under Maven that are workers. */
    Stream<ProcessHandle> workers() {
        return process.descendants()
                .filter(child -> child.info().commandLine().orElse("").contains("WorkerMain"));
    }

    Process process() {
        return process;
    }

    /** Maven's exit code. */
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("the build did not end:\n" + logUnchecked());
        }
        return process.exitValue();
    }

    Path results() {
        return folder.resolve("target/mnist/long");
    }

    String log() throws IOException {
        return Files.readString(log, StandardCharsets.UTF_8);
    }

    private String logUnchecked() {
        try {
            return log();
        } catch (IOException e) {
            return e.toString();
        }
    }

    static String property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("the system property " + name + " is not set: run by mvn verify");
        }
        return value;
    }
}
