package io.github.mnistlab.maven.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.MojoExecutionException;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkJarsTest {
    private static final List<Artifact> SPARK = List.of(
            new DefaultArtifact("io.github.mnistlab:mnist-spark:1"),
            new DefaultArtifact("org.apache.spark:spark-core_2.13:4.1.3"));

    @Test
    void theCoreKnowsMostMastersItself() {
        for (String master : List.of("spark://host:7077", "local[2]", "yarnish")) {
            assertThat(SparkJars.module(master, SPARK)).as(master).isEmpty();
        }
    }

    @Test
    void othersHaveAModuleOfTheSameRelease() {
        assertThat(SparkJars.module("yarn", SPARK).orElseThrow().getArtifact())
                .hasToString("org.apache.spark:spark-yarn_2.13:jar:4.1.3");
        assertThat(SparkJars.module("k8s://https://host:6443", SPARK)
                        .orElseThrow()
                        .getArtifact())
                .hasToString("org.apache.spark:spark-kubernetes_2.13:jar:4.1.3");
    }

    @Test
    void yarnIsFoundWhereHadoopSaysSo() {
        Map<String, String> environment =
                Map.of("HADOOP_CONF_DIR", "/etc/hadoop", "YARN_CONF_DIR", "/etc/hadoop", "PATH", "/bin");
        assertThat(SparkJars.configuration("yarn", environment)).containsExactly(Path.of("/etc/hadoop"));
        assertThat(SparkJars.configuration("yarn", Map.of())).isEmpty();
        assertThat(SparkJars.configuration("local[2]", environment)).isEmpty();
    }

    @Test
    void yarnIsRefusedWhereNothingSaysWhereItIs(@TempDir Path folder) throws Exception {
        assertThatThrownBy(() -> SparkJars.requireConfiguration("yarn", Map.of("PATH", "/bin")))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("mnist.master is yarn, but the environment variable HADOOP_CONF_DIR is not set."
                        + " HADOOP_CONF_DIR must be a folder with the cluster's yarn-site.xml and core-site.xml, such as"
                        + " /etc/hadoop/conf.");
        String nowhere = folder.resolve("nowhere").toString();
        assertThatThrownBy(() -> SparkJars.requireConfiguration(
                        "yarn", Map.of("HADOOP_CONF_DIR", nowhere, "YARN_CONF_DIR", nowhere)))
                .hasMessageContainingAll(
                        "HADOOP_CONF_DIR is " + nowhere + ", which is not a folder",
                        "YARN_CONF_DIR is " + nowhere + ", which is not a folder");
        Map<String, String> environment = Map.of("HADOOP_CONF_DIR", folder.toString());
        assertThatThrownBy(() -> SparkJars.requireConfiguration("yarn", environment))
                .hasMessageContaining("but there is no yarn-site.xml in HADOOP_CONF_DIR, " + folder + ".");

        Files.createFile(folder.resolve("yarn-site.xml"));
        SparkJars.requireConfiguration("yarn", environment);
        SparkJars.requireConfiguration("yarn", Map.of("YARN_CONF_DIR", folder.toString()));
        SparkJars.requireConfiguration("local[2]", Map.of());
        SparkJars.requireConfiguration(null, Map.of());
    }

    @Test
    void executorsGetOurJarsButNoLoggingOfOurs() {
        List<Path> worker = List.of(Path.of("core.jar"), Path.of("slf4j-simple-2.0.20.jar"), Path.of("nd4j.jar"));
        assertThat(SparkJars.ofExecutors(worker, Path.of("mnist-spark.jar")))
                .containsExactly(Path.of("mnist-spark.jar"), Path.of("core.jar"), Path.of("nd4j.jar"));
    }

    @Test
    void aDriverHasOfEachLibraryTheVersionOfALocalWorkerFirst() {
        List<Path> worker = List.of(Path.of("core.jar"), Path.of("slf4j-simple-2.0.20.jar"), Path.of("math3-3.5.jar"));
        List<Path> spark = List.of(Path.of("mnist-spark.jar"), Path.of("core.jar"), Path.of("math3-3.6.1.jar"));
        assertThat(SparkJars.ofDriver(worker, spark))
                .containsExactly(
                        Path.of("core.jar"),
                        Path.of("math3-3.5.jar"),
                        Path.of("mnist-spark.jar"),
                        Path.of("math3-3.6.1.jar"));
    }
}
