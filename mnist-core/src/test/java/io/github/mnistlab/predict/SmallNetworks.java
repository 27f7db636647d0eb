package io.github.mnistlab.predict;

import io.github.mnistlab.data.Dataset;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.RandomStreams;
import io.github.mnistlab.data.file.DataStore;
import io.github.mnistlab.data.file.DatasetCatalog;
import io.github.mnistlab.data.file.DownloadListener;
import io.github.mnistlab.data.file.DownloadSettings;
import io.github.mnistlab.data.generated.DigitGenerator;
import io.github.mnistlab.model.Activation;
import io.github.mnistlab.model.Initializer;
import io.github.mnistlab.model.LearningRateSchedule;
import io.github.mnistlab.model.ModelSpec;
import io.github.mnistlab.model.OptimizerSpec;
import io.github.mnistlab.model.TrainedModel;
import io.github.mnistlab.model.TrainingRequest;
import io.github.mnistlab.model.TrainingSpec;
import io.github.mnistlab.model.step.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Digits, and networks that Deeplearning4j trains on them for a moment. */
final class SmallNetworks {
    private SmallNetworks() {}

    /** Real MNIST, where its folder is given. */
    static Optional<Dataset> mnist() throws IOException {
        String given = System.getProperty("mnist.dataDirectory", "");
        return given.isEmpty()
                ? Optional.empty()
                : Optional.of(new DataStore(
                                DatasetCatalog.standard(),
                                Path.of(given),
                                Files.createTempDirectory("mnist-lab"),
                                true,
                                DownloadSettings.standard())
                        .mnist(DownloadListener.none())
                        .load());
    }

    static LabeledImages generated(String part, int count) {
        return DigitGenerator.generate(1, part, count);
    }

    static TrainedModel train(LabeledImages rows, List<Integer> hidden, Activation activation, int epochs) {
        ModelSpec spec = new ModelSpec(hidden, activation, Initializer.GLOROT_UNIFORM, 0, 0);
        TrainingSpec training =
                new TrainingSpec(epochs, 64, OptimizerSpec.Adam.DEFAULT, new LearningRateSchedule.Constant(), null);
        return Trainer.train(new TrainingRequest(spec, training, rows, null, new RandomStreams(1), null), record -> {})
                .model();
    }

    static LabeledImages first(LabeledImages rows, int count) {
        int[] first = new int[count];
        for (int i = 0; i < count; i++) {
            first[i] = i;
        }
        return rows.select(first);
    }
}
