package io.github.mnistlab.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.mnistlab.data.Dataset;
import io.github.mnistlab.data.file.DataStore;
import io.github.mnistlab.data.file.DownloadListener;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RealMnistExplorationTest {
    @Test
    void findsWhatIsKnownOfMnist() {
        String given = System.getProperty("mnist.dataDirectory", "");
        assumeFalse(given.isEmpty(), "needs MNIST: give its folder as -Dmnist.dataDirectory=…");
        Dataset mnist = DataStore.standard(Path.of(given), true)
                .mnist(DownloadListener.none())
                .load();

        Exploration found = Exploration.of(List.of(
                new Part(Part.TRAINING, mnist.training().images()),
                new Part(Part.TEST, mnist.test().images())));

        PixelStatistics pixels = found.parts().get(0).pixels();
        // The two numbers with which half the world normalises MNIST.
        assertThat(pixels.mean()).isCloseTo(0.1307, within(0.00005));
        assertThat(pixels.standardDeviation()).isCloseTo(0.3081, within(0.00005));
        // numpy's, from the same files.
        assertThat(pixels.mean()).isCloseTo(0.1306604762738429, within(1e-14));
        assertThat(pixels.standardDeviation()).isCloseTo(0.30810780385646264, within(1e-14));
        assertThat(pixels.inkShare()).isCloseTo(0.19120229591836735, within(1e-14));
        assertThat(found.parts().get(0).counts())
                .containsExactly(5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949);
        assertThat(found.parts().get(1).counts())
                .containsExactly(980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009);
        // No image is there twice; of all pairs, compared with numpy, the nearest two are 209.5 apart.
        assertThat(found.duplicates()).isEqualTo(new Duplicates(List.of(), List.of(), true));
        assertThat(found.checks()).allMatch(Check::sound);
        // Training row 59915 is a 7 under the label 4, and row 16676 is a 3 that is hardly more than a blot.
        assertThat(found.unusual().get(0))
                .extracting(UnusualImage::image)
                .contains(new ImageRef(Part.TRAINING, 59915, 4), new ImageRef(Part.TRAINING, 16676, 3));
    }
}
