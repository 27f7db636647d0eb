package io.github.mnistlab.data.generated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.RandomStreams;
import io.github.mnistlab.data.file.DataStore;
import io.github.mnistlab.data.file.DatasetCatalog;
import io.github.mnistlab.data.file.DownloadListener;
import io.github.mnistlab.data.file.DownloadSettings;
import io.github.mnistlab.model.ModelSpec;
import io.github.mnistlab.model.TrainedModel;
import io.github.mnistlab.model.TrainingRequest;
import io.github.mnistlab.model.TrainingSpec;
import io.github.mnistlab.model.step.Trainer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a network that has seen only generated digits makes of real ones. */
class DigitGeneratorOnMnistTest {
    private static final ModelSpec MODEL =
            new ModelSpec(List.of(256, 128), ModelSpec.DEFAULT.activation(), ModelSpec.DEFAULT.initializer(), 0.2, 0);
    private static final TrainingSpec TRAINING = new TrainingSpec(
            10, 128, TrainingSpec.DEFAULT.optimizer(), TrainingSpec.DEFAULT.learningRateSchedule(), null);

    @TempDir
    Path cache;

    @Test
    void teachesANetworkToReadRealDigits() {
        String directory = System.getProperty("mnist.dataDirectory", "");
        assumeFalse(directory.isEmpty(), "needs MNIST: set -Dmnist.dataDirectory to the folder of its files");
        DataStore store =
                new DataStore(DatasetCatalog.standard(), Path.of(directory), cache, true, DownloadSettings.standard());
        LabeledImages real = store.mnist(DownloadListener.none()).load().test().images();

        LabeledImages generated = DigitGenerator.generate(1, "training", 20_000);
        TrainingRequest request = new TrainingRequest(MODEL, TRAINING, generated, null, new RandomStreams(1), null);
        try (TrainedModel model = Trainer.train(request, epoch -> {}).model()) {
            // The room below what was measured is for processors that round otherwise and for other seeds.
            assertThat(accuracy(model, real)).isGreaterThan(0.90);
        }
    }

    private static double accuracy(TrainedModel model, LabeledImages images) {
        float[] probabilities = model.predict(images);
        int correct = 0;
        for (int row = 0; row < images.size(); row++) {
            int best = 0;
            for (int c = 1; c < images.classes(); c++) {
                if (probabilities[row * images.classes() + c] > probabilities[row * images.classes() + best]) {
                    best = c;
                }
            }
            if (best == images.label(row)) {
                correct++;
            }
        }
        return (double) correct / images.size();
    }
}
