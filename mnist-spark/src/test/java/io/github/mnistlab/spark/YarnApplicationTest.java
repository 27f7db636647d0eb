package io.github.mnistlab.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class YarnApplicationTest {
    @Test
    void itsTagIsBesideAUsersAndOfNoOther() {
        SparkConf conf = yarn().set("spark.yarn.tags", "theirs");
        assertThat(YarnApplication.in(conf)).isPresent();
        assertThat(conf.get("spark.yarn.tags")).matches("mnist-lab-[0-9a-f-]{36},theirs");
        SparkConf other = yarn();
        YarnApplication.in(other);
        assertThat(conf.get("spark.yarn.tags")).doesNotContain(other.get("spark.yarn.tags"));
    }

    @Test
    void othersHaveNone() {
        SparkConf conf = new SparkConf(false).setMaster("spark://host:7077");
        assertThat(YarnApplication.in(conf)).isEmpty();
        assertThat(conf.contains("spark.yarn.tags")).isFalse();
    }

    @Test
    @Timeout(30)
    void aResourceManagerThatIsNotThereIsAskedForSecondsOnly() {
        YarnApplication application = YarnApplication.in(yarn()).orElseThrow();
        assertThat(application.state()).startsWith("the ResourceManager does not answer: ");
        application.kill();
    }

    private static SparkConf yarn() {
        return new SparkConf(false).setMaster("yarn").set("spark.hadoop.yarn.resourcemanager.address", "127.0.0.1:1");
    }
}
