package io.github.mnistlab.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.mnistlab.worker.cluster.ClusterJob;
import io.github.mnistlab.worker.cluster.ClusterRuns;
import io.github.mnistlab.worker.cluster.ClusterSettings;
import io.github.mnistlab.worker.cluster.RunMemory;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;

class SparkSettingsTest {
    private static final long MEBIBYTE = 1 << 20;
    private static final List<Path> DRIVER =
            List.of(Path.of("/somewhere/a.jar"), Path.of("/somewhere/b.jar"), Path.of("/somewhere/spark core.jar"));

    @Test
    void executorsHaveTheVariablesAndTheMemoryOfTheRuns() {
        SparkConf conf = SparkSettings.of(settings(Map.of()));

        assertThat(conf.get("spark.executorEnv.OMP_NUM_THREADS")).isEqualTo("1");
        assertThat(conf.get("spark.executor.cores")).isEqualTo("1");
        assertThat(conf.getSizeAsMb("spark.executor.memory", "0")).isBetween(400L, 2_000L);
        assertThat(conf.getSizeAsMb("spark.executor.memoryOverhead", "0")).isEqualTo(700);
        assertThat(conf.get("spark.executor.extraJavaOptions")).contains("javacpp.cachedir");
        assertThat(conf.get("spark.jars")).isEqualTo("file:///somewhere/a.jar,file:///somewhere/b.jar");
    }

    @Test
    void anExecutorOfSeveralCoresHasMemoryForSeveralRuns() {
        SparkConf one = SparkSettings.of(settings(Map.of()));
        SparkConf four = SparkSettings.of(settings(Map.of("spark.executor.cores", "4")));
        for (String key : List.of("spark.executor.memory", "spark.executor.memoryOverhead")) {
            assertThat(four.getSizeAsMb(key, "0")).isEqualTo(4 * one.getSizeAsMb(key, "0"));
        }
    }

    @Test
    void whatAUserSaysWins() {
        SparkConf conf = SparkSettings.of(settings(Map.of(
                "spark.executor.memory", "5g",
                "spark.eventLog.enabled", "false",
                "spark.executor.extraJavaOptions", "-Dmine=1")));
        assertThat(conf.get("spark.executor.memory")).isEqualTo("5g");
        assertThat(conf.get("spark.eventLog.enabled")).isEqualTo("false");
        assertThat(conf.get("spark.executor.extraJavaOptions"))
                .contains("javacpp.cachedir")
                .endsWith(" -Dmine=1");
        assertThat(SparkSettings.of(settings(Map.of("spark.files.useFetchCache", "true")))
                        .get("spark.files.useFetchCache"))
                .isEqualTo("true");
    }

    @Test
    void whatARunUsesComesFromOurJarsWhereExecutorsHaveTheirOwn() {
        for (String master : List.of("spark://host:7077", "yarn", "k8s://https://host:6443")) {
            Map<String, String> user = Map.of("spark.kubernetes.container.image", "apache/spark:4");
            assertThat(SparkSettings.of(settings(master, user)).get("spark.executor.userClassPathFirst"))
                    .as(master)
                    .isEqualTo("true");
        }
        // There the driver, whose class path is ours, is the executor.
        assertThat(SparkSettings.of(settings(Map.of())).contains("spark.executor.userClassPathFirst"))
                .isFalse();
    }

    @Test
    void nativeLibrariesAreUnpackedOnceWhereExecutorsOfAnApplicationShareAFolder() {
        Map<String, String> user = Map.of("spark.kubernetes.container.image", "apache/spark:4");
        for (String master : List.of("spark://host:7077", "yarn")) {
            assertThat(SparkSettings.of(settings(master, Map.of())).get("spark.executor.extraJavaOptions"))
                    .as(master)
                    .contains("javacpp.cachedir=../javacpp");
        }
        assertThat(SparkSettings.of(settings("k8s://https://host:6443", user)).get("spark.executor.extraJavaOptions"))
                .contains("javacpp.cachedir=javacpp");
    }

    @Test
    void butNotWhatWouldChangeBits() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SparkSettings.of(settings(Map.of("spark.executorEnv.OMP_NUM_THREADS", "4"))))
                .withMessageContainingAll("spark.executorEnv.OMP_NUM_THREADS", "4", "1", "environmentVariables");
    }

    @Test
    void aVariableThatRunsAreNotKnownByIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SparkSettings.of(settings(Map.of("spark.executorEnv.OPENBLAS_CORETYPE", "ZEN"))))
                .withMessageContainingAll("spark.executorEnv.OPENBLAS_CORETYPE is ZEN", "its not being set");
        assertThat(SparkSettings.of(settings(Map.of("spark.executorEnv.TZ", "UTC")))
                        .get("spark.executorEnv.TZ"))
                .isEqualTo("UTC");
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SparkSettings.of(settings(Map.of(
                        "spark.executorEnv.OMP_NUM_THREADS", "4",
                        "spark.executor.cores", "many",
                        "spark.executor.memory", "64m",
                        "spark.executor.memoryOverhead", "2x",
                        "spark.master", "local[8]"))))
                .withMessageContainingAll(
                        "OMP_NUM_THREADS is 4",
                        "spark.executor.cores must be a number, 1 or more, but is many",
                        "spark.executor.memory must be 450m or more, for Spark, but is 64m",
                        "spark.executor.memoryOverhead must be a size such as 2g or 900m, but is 2x",
                        "spark.master is local[8], but mnist.master is local[2]");
    }

    @Test
    void jarsAndPluginsOfAUserAreBesideOurs() {
        SparkConf conf = SparkSettings.of(
                settings(Map.of("spark.jars", "file:///theirs/c.jar", "spark.plugins", "theirs.Plugin")));
        assertThat(conf.get("spark.jars"))
                .isEqualTo("file:///somewhere/a.jar,file:///somewhere/b.jar,file:///theirs/c.jar");
        assertThat(conf.get("spark.plugins")).isEqualTo(RunMessagePlugin.class.getName() + ",theirs.Plugin");
    }

    @Test
    void onYarnEveryMachineGetsTheDriversClassPathOnce() {
        SparkConf conf = SparkSettings.of(settings("yarn", Map.of("spark.jars", "file:///theirs/c.jar")), DRIVER);
        assertThat(conf.get("spark.yarn.jars"))
                .isEqualTo("file:///somewhere/a.jar,file:///somewhere/b.jar,file:///somewhere/spark%20core.jar");
        // Spark needs some of our jars for itself, and YARN hands none out twice.
        assertThat(conf.contains("spark.yarn.dist.jars")).isFalse();
        assertThat(conf.get("spark.jars")).isEqualTo("file:///theirs/c.jar");
    }

    @Test
    void ofTwoVersionsYarnGetsTheOneThatTheDriverFindsFirst() {
        List<Path> driver = List.of(
                Path.of("/m2/math/3.5/math-3.5.jar"),
                Path.of("/m2/nd4j/1/nd4j-1.jar"),
                Path.of("/m2/nd4j/1/nd4j-1-linux.jar"),
                Path.of("/m2/math/3.6/math-3.6.jar"));
        assertThat(SparkSettings.of(settings("yarn", Map.of()), driver).get("spark.yarn.jars"))
                .isEqualTo(
                        "file:///m2/math/3.5/math-3.5.jar,file:///m2/nd4j/1/nd4j-1.jar,file:///m2/nd4j/1/nd4j-1-linux.jar");
    }

    @Test
    void aSparkThatAUserHasOnYarnGetsOurJarsBesideIt() {
        for (String theirs : List.of("spark.yarn.jars", "spark.yarn.archive")) {
            Map<String, String> user = Map.of(theirs, "hdfs:///spark", "spark.yarn.dist.jars", "file:///theirs/c.jar");
            SparkConf conf = SparkSettings.of(settings("yarn", user), DRIVER);
            assertThat(conf.get(theirs)).isEqualTo("hdfs:///spark");
            assertThat(conf.get("spark.yarn.dist.jars"))
                    .isEqualTo("file:///somewhere/a.jar,file:///somewhere/b.jar,file:///theirs/c.jar");
            assertThat(conf.contains("spark.jars")).isFalse();
        }
    }

    @Test
    void whereExecutorsAreAskedForThereAreAsManyAsHaveSomethingToDo() {
        for (String master : List.of("yarn", "k8s://https://host:6443")) {
            assertThat(executors(master, Map.of())).isEqualTo("7");
            assertThat(executors(master, Map.of("spark.executor.cores", "4"))).isEqualTo("2");
            assertThat(executors(master, Map.of("spark.executor.instances", "3")))
                    .isEqualTo("3");
            assertThat(executors(master, Map.of("spark.dynamicAllocation.enabled", "true")))
                    .isNull();
        }
        assertThat(executors("spark://host:7077", Map.of())).isNull();
    }

    private static String executors(String master, Map<String, String> user) {
        Map<String, String> all = new HashMap<>(user);
        all.put("spark.kubernetes.container.image", "apache/spark:4");
        return SparkSettings.of(settings(master, all), DRIVER).get("spark.executor.instances", null);
    }

    @Test
    void withoutAnImageKubernetesIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SparkSettings.of(settings("k8s://https://host:6443", Map.of())))
                .withMessageContainingAll("spark.kubernetes.container.image must be given", "k8s://https://host:6443");
        SparkSettings.of(settings("k8s://https://host:6443", Map.of("spark.kubernetes.executor.container.image", "a")));
    }

    @Test
    void settingsDoNotTellSecrets() {
        ClusterJob settings = settings(Map.of("spark.authenticate.secret", "hush"));
        assertThat(settings.toString()).contains("spark.authenticate.secret").doesNotContain("hush");
    }

    @Test
    void theDriverHasTheOptionsThatSparkWants() {
        for (String master : List.of("spark://there:7077", "local[2]")) {
            assertThat(ClusterRuns.jvmOptions(master))
                    .as(master)
                    .containsAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
        }
    }

    @Test
    void aDriverThatComputesHasAllOfTheCompiler() {
        assertThat(ClusterRuns.jvmOptions("spark://there:7077")).contains("-XX:TieredStopAtLevel=1");
        assertThat(ClusterRuns.jvmOptions("local[2]")).doesNotContain("-XX:TieredStopAtLevel=1");
    }

    private static ClusterJob settings(Map<String, String> user) {
        return settings("local[2]", user);
    }

    private static ClusterJob settings(String master, Map<String, String> user) {
        ClusterSettings cluster = new ClusterSettings(
                master,
                user,
                List.of(Path.of("/somewhere/a.jar"), Path.of("/somewhere/b.jar")),
                Optional.empty(),
                Optional.empty(),
                600);
        RunMemory memory = new RunMemory(300 * MEBIBYTE, 700 * MEBIBYTE);
        return new ClusterJob(cluster, Map.of("OMP_NUM_THREADS", "1"), memory, 7, 600);
    }
}
