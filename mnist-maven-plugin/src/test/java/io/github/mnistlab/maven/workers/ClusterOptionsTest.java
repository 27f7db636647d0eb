package io.github.mnistlab.maven.workers;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterOptionsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spark://host:7077",
                "spark://10.0.0.1:7077,other.example.org:65535",
                "spark://[::1]:7077",
                "yarn",
                "k8s://https://host:6443",
                "k8s://host",
                "local",
                "local[2]",
                "local[*]",
                "local[4,2]"
            })
    void takesEveryMasterThatSparkDoes(String master) {
        assertThatCode(() -> ClusterOptions.require(master, null, new Properties()))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "spark//host",
                "yarnn",
                "mesos://host:5050",
                "local[0]",
                "local[x]",
                "host:7077",
                "k8s://"
            })
    void refusesWhatIsNone(String master) {
        assertThatThrownBy(() -> ClusterOptions.require(master, null, new Properties()))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContainingAll("mnist.master must be spark://host:7077, yarn,", "but is '" + master + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spark://host",
                "spark://",
                "spark://host:99999",
                "spark://host:0",
                "spark://host:7077 ",
                "spark://a:1,b",
                "spark://host:7077/"
            })
    void refusesStandaloneMastersWithoutAPort(String master) {
        assertThatThrownBy(() -> ClusterOptions.require(master, null, new Properties()))
                .hasMessageContainingAll("mnist.master is " + master, "spark://host:port", "65535");
    }

    @Test
    void whatIsForAClusterAsksForOne() {
        Properties typed = new Properties();
        typed.setProperty("mnist.cluster.dataDirectory", "/data");
        typed.setProperty("mnist.cluster.backend", "linux-x86_64");
        typed.setProperty("spark.version", "3.5.0");
        typed.setProperty("mnist.workers", "2");
        assertThatThrownBy(() -> ClusterOptions.require(null, null, typed))
                .hasMessageContainingAll("mnist.cluster.backend and mnist.cluster.dataDirectory would", "mnist.master")
                .hasMessageNotContainingAny("mnist.workers", "spark.version");
        assertThatCode(() -> ClusterOptions.require("local[2]", null, typed)).doesNotThrowAnyException();
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() throws Exception {
        File file = Files.createFile(folder.resolve("file")).toFile();
        assertThatThrownBy(() -> ClusterOptions.require("yarnn", file, new Properties()))
                .hasMessageContainingAll(
                        "yarnn", "mnist.cluster.checkpointDirectory must be a folder", file + " is a file");
    }
}
