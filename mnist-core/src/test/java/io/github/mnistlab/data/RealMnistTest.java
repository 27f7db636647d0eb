package io.github.mnistlab.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.mnistlab.data.file.DataStore;
import io.github.mnistlab.data.file.DatasetCatalog;
import io.github.mnistlab.data.file.DownloadListener;
import io.github.mnistlab.data.file.DownloadSettings;
import io.github.mnistlab.data.file.KnownFile;
import io.github.mnistlab.data.file.NamedSet;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealMnistTest {
    @TempDir
    Path emptyCache;

    @Test
    void loadsTheSixtyThousandAndTheTenThousand() {
        String given = System.getProperty("mnist.dataDirectory", "");
        assumeFalse(given.isEmpty(), "needs MNIST: give its folder as -Dmnist.dataDirectory=…");
        DataStore store =
                new DataStore(DatasetCatalog.standard(), Path.of(given), emptyCache, true, DownloadSettings.standard());

        Dataset mnist = store.mnist(DownloadListener.none()).load();

        assertThat(mnist.training().size()).isEqualTo(60_000);
        assertThat(mnist.training().classCounts())
                .containsExactly(5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949);
        assertThat(mnist.test().size()).isEqualTo(10_000);
        assertThat(mnist.test().classCounts()).containsExactly(980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009);
    }

    @Test
    void hasTwoMirrorsAtLeast() {
        NamedSet catalog = DatasetCatalog.standard().get("mnist");

        assertThat(catalog.mirrors())
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(mirror -> assertThat(mirror.getScheme()).isEqualTo("https"));
        assertThat(List.of(
                        catalog.trainingImages(), catalog.trainingLabels(), catalog.testImages(), catalog.testLabels()))
                .extracting(entry -> ((KnownFile.Content) entry.known()).bytes())
                .containsExactly(16 + 60_000L * 784, 8 + 60_000L, 16 + 10_000L * 784, 8 + 10_000L);
    }
}
