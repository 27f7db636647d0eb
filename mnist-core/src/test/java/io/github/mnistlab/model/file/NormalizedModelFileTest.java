package io.github.mnistlab.model.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.RandomStreams;
import io.github.mnistlab.model.Activation;
import io.github.mnistlab.model.BarImages;
import io.github.mnistlab.model.Dropout;
import io.github.mnistlab.model.Initializer;
import io.github.mnistlab.model.LearningRateSchedule;
import io.github.mnistlab.model.ModelSpec;
import io.github.mnistlab.model.OptimizerSpec;
import io.github.mnistlab.model.TrainedModel;
import io.github.mnistlab.model.TrainingRequest;
import io.github.mnistlab.model.TrainingSpec;
import io.github.mnistlab.model.step.Trainer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of networks with batch normalisation, and what is not taken for one. */
class NormalizedModelFileTest {
    private static final LabeledImages IMAGES = BarImages.bars(300, 10, 7);

    @TempDir
    static Path folder;

    private static Path saved;

    @BeforeAll
    static void trainAndSave() throws IOException {
        ModelSpec spec = new ModelSpec(
                List.of(20, 12), Activation.RELU, Initializer.HE_NORMAL, new Dropout(0.1), 0, 0.1, true, 0);
        TrainingSpec training =
                new TrainingSpec(1, 100, OptimizerSpec.Adam.DEFAULT, new LearningRateSchedule.Constant(), null);
        saved = folder.resolve("normalised.zip");
        try (TrainedModel model = Trainer.train(
                        new TrainingRequest(spec, training, IMAGES, null, new RandomStreams(1), null), record -> {})
                .model()) {
            model.save(saved);
        }
    }

    @Test
    void savedAndOpenedItIsTheSame() throws IOException {
        try (TrainedModel opened = ModelFile.open(saved)) {
            assertThat(opened.describe()).isEqualTo("784-20-12-10");
            Path again = folder.resolve("again.zip");
            opened.save(again);
            try (TrainedModel third = ModelFile.open(again)) {
                assertThat(third.parameterDigest()).isEqualTo(opened.parameterDigest());
                assertThat(third.predict(IMAGES)).isEqualTo(opened.predict(IMAGES));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`\"eps\" : 1.0E-5`, `\"eps\" : 0.001`, `/confs/1/layer/eps is 0.001, but must be 1.0E-5`",
                "`\"useLogStd\" : false`, `\"useLogStd\" : true`, /confs/1/layer/useLogStd",
                "`\"lockGammaBeta\" : false`, `\"lockGammaBeta\" : true`, /confs/1/layer/lockGammaBeta",
                "`layers.ActivationLayer`, `layers.DenseLayer`, /confs/2/layer/@class",
                "`ActivationIdentity`, `ActivationTanH`, `/confs/0/layer/activationFn is TANH, but must be the identity`"
            })
    void refusesNormalisationsOfAnotherForm(String from, String to, String message) throws IOException {
        assertRefused(
                changed("configuration.json", json -> {
                    assertThat(json).contains(from);
                    return json.replace(from, to);
                }),
                message);
    }

    @Test
    void refusesVariancesBelowZero() throws IOException {
        int last = 784 * 20 + 20 + 4 * 20 - 1;
        int count = last + 1 + 20 * 12 + 12 + 4 * 12 + 12 * 10 + 10;
        Path file = changed("coefficients.bin", text -> {
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            ByteBuffer.wrap(bytes).putFloat(bytes.length - 4 * (count - last), -0.5f);
            return new String(bytes, StandardCharsets.ISO_8859_1);
        });
        assertRefused(file, "parameter " + last + " is a variance of -0.5");
    }

    private static void assertRefused(Path file, String message) {
        assertThatThrownBy(() -> ModelFile.open(file).close())
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining(message);
        assertThatThrownBy(() -> PlainNetwork.read(file)).isInstanceOf(ModelFileException.class);
    }

    private static Path changed(String name, UnaryOperator<String> change) throws IOException {
        Path file = Files.createTempFile(folder, "changed", ".zip");
        try (ZipFile from = new ZipFile(saved.toFile());
                OutputStream stream = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(stream)) {
            for (ZipEntry entry : from.stream().toArray(ZipEntry[]::new)) {
                byte[] bytes = from.getInputStream(entry).readAllBytes();
                if (entry.getName().equals(name)) {
                    bytes = change.apply(new String(bytes, StandardCharsets.ISO_8859_1))
                            .getBytes(StandardCharsets.ISO_8859_1);
                }
                zip.putNextEntry(new ZipEntry(entry.getName()));
                zip.write(bytes);
            }
        }
        return file;
    }
}
