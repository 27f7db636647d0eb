package io.github.mnistlab.it;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A real Spark cluster on this machine's loopback: a master and two workers of one core, as processes of their own. */
final class StandaloneCluster {
    private static final String POM = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>example</groupId>
              <artifactId>spark</artifactId>
              <version>1</version>
              <packaging>pom</packaging>
              <dependencyManagement>
                <!-- Newer than Spark's own, for Java 23 and later. -->
                <dependencies>
                  <dependency>
                    <groupId>org.apache.hadoop</groupId>
                    <artifactId>hadoop-client-api</artifactId>
                    <version>%1$s</version>
                  </dependency>
                  <dependency>
                    <groupId>org.apache.hadoop</groupId>
                    <artifactId>hadoop-client-runtime</artifactId>
                    <version>%1$s</version>
                  </dependency>
                </dependencies>
              </dependencyManagement>
              <dependencies>
                <dependency>
                  <groupId>org.apache.spark</groupId>
                  <artifactId>spark-core_2.13</artifactId>
                  <version>%2$s</version>
                </dependency>
              </dependencies>
            </project>
            """;
    private static final List<String> WORKERS = List.of("worker-1", "worker-2");

    private static final List<String> CHOOSES_KERNELS =
            List.of("OPENBLAS_", "GOTO_", "OMP_", "GOMP_", "KMP_", "MKL_", "DNNL_", "ONEDNN_");

    private static final Pattern PAGE = Pattern.compile("MasterWebUI.* (http://\\S+:\\d+)");

    private static final Pattern MASTER = Pattern.compile("spark://127\\.0\\.0\\.1:\\d+");

    private final Path home;
    private final List<Process> processes = new ArrayList<>();
    private final String master;
    private final String page;

    /**
     * Starts it.
     *
     * @param home a folder for Spark's jars, as its distribution has them, and for what its processes write
     */
    StandaloneCluster(Path home) throws IOException, InterruptedException {
        this.home = home;
        Path jars = home.resolve("jars");
        Files.createDirectories(home);
        Files.writeString(
                home.resolve("pom.xml"),
                POM.formatted(MavenBuild.property("it.hadoopVersion"), MavenBuild.property("it.sparkVersion")));
        MavenBuild copy = MavenBuild.call(
                home,
                "org.apache.maven.plugins:maven-dependency-plugin:" + MavenBuild.property("it.dependencyPluginVersion")
                        + ":copy-dependencies",
                "-DoutputDirectory=" + jars);
        if (copy.awaitEnd() != 0) {
            throw new AssertionError("Spark's jars cannot be had:\n" + copy.log());
        }
        Path log = launch("master", "org.apache.spark.deploy.master.Master", "--port", "0");
        master = await(log, MASTER).group();
        page = await(log, PAGE).group(1);
        for (String worker : WORKERS) {
            Path said = launch(
                    worker,
                    "org.apache.spark.deploy.worker.Worker",
                    "--cores",
                    "1",
                    "--memory",
                    "4g",
                    "--work-dir",
                    home.resolve(worker).toString(),
                    master);
            await(said, Pattern.compile("Successfully registered with master"));
        }
    }

    private Path launch(String name, String main, String... arguments) throws IOException {
        Path log = home.resolve(name + ".log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String opened : List.of(
                "java.lang",
                "java.lang.invoke",
                "java.io",
                "java.net",
                "java.nio",
                "java.util",
                "java.util.concurrent",
                "sun.nio.ch",
                "sun.nio.cs",
                "sun.security.action",
                "sun.util.calendar")) {
            command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
        }
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of("-cp", home.resolve("jars") + File.separator + "*", main));
        command.addAll(List.of("--host", "127.0.0.1", "--webui-port", "0"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        // Executors inherit these, and runs are refused where a shell has chosen kernels.
        builder.environment()
                .keySet()
                .removeIf(variable -> CHOOSES_KERNELS.stream().anyMatch(variable::startsWith));
        builder.environment().put("SPARK_HOME", home.toString());
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        processes.add(builder.start());
        return log;
    }

    private static MatchResult await(Path log, Pattern pattern) throws IOException, InterruptedException {
        for (int i = 0; i < 600; i++) {
            Matcher matcher = pattern.matcher(Files.readString(log));
            if (matcher.find()) {
                return matcher.toMatchResult();
            }
            Thread.sleep(100);
        }
        throw new AssertionError("nothing like " + pattern + " within 60 s in:\n" + Files.readString(log));
    }

    /** Its address. */
    String master() {
        return master;
    }

    /** Applications that the master knows of and that have not ended. */
    int applications() throws IOException {
        try (InputStream json = URI.create(page + "/json/").toURL().openStream()) {
            return new ObjectMapper().readTree(json).get("activeapps").size();
        }
    }

    /**
     * What executors have printed so far, each by its own.
     *
     * @param name {@code stdout} or {@code stderr}
     */
    List<String> executorLogs(String name) throws IOException {
        List<String> logs = new ArrayList<>();
        for (String worker : WORKERS) {
            Path folder = home.resolve(worker);
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (Stream<Path> files = Files.find(folder, 3, (file, attributes) -> file.endsWith(name))) {
                for (Path file : files.toList()) {
                    logs.add(Files.readString(file));
                }
            }
        }
        return logs;
    }

    /** Processes that execute tasks at present. */
    Stream<ProcessHandle> executors() {
        return processes.stream()
                .flatMap(Process::descendants)
                .filter(child -> child.info().commandLine().orElse("").contains("CoarseGrainedExecutorBackend"));
    }

    void stop() throws InterruptedException {
        List<ProcessHandle> all =
                processes.stream().flatMap(Process::descendants).toList();
        processes.forEach(Process::destroyForcibly);
        all.forEach(ProcessHandle::destroyForcibly);
        for (Process process : processes) {
            process.waitFor(20, TimeUnit.SECONDS);
        }
    }
}
