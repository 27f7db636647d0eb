package io.github.mnistlab.model.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.RandomStreams;
import io.github.mnistlab.data.Sha256;
import io.github.mnistlab.model.Activation;
import io.github.mnistlab.model.BarImages;
import io.github.mnistlab.model.EarlyStoppingSpec;
import io.github.mnistlab.model.EpochRecord;
import io.github.mnistlab.model.Initializer;
import io.github.mnistlab.model.LearningRateSchedule;
import io.github.mnistlab.model.ModelSpec;
import io.github.mnistlab.model.OptimizerSpec;
import io.github.mnistlab.model.TrainingListener;
import io.github.mnistlab.model.TrainingRequest;
import io.github.mnistlab.model.TrainingSpec;
import io.github.mnistlab.model.step.Trainer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Checkpoints that must not be gone on from, and ones that cannot be written. */
class CheckpointFileTest {
    private static final String IDENTITY = "0123abcd";
    private static final int EPOCHS_AT = "mnist-lab checkpoint 1\n".length() + 4 + IDENTITY.length();
    private static final int FIRST_RECORD_AT = EPOCHS_AT + 4;
    private static final LabeledImages ROWS = BarImages.bars(200, 10, 1);
    private static final EarlyStoppingSpec BEST =
            new EarlyStoppingSpec(EarlyStoppingSpec.Monitor.TRAINING_LOSS, 9, 0, true);

    @TempDir
    Path folder;

    private Path file;
    private byte[] whole;

    @BeforeEach
    void trainTwoEpochsOfThree() throws IOException {
        file = folder.resolve("run.checkpoint");
        TrainingListener killing = record -> {
            if (record.epoch() == 2) {
                throw new IllegalStateException("killed");
            }
        };
        assertThatThrownBy(() -> Trainer.train(request(3, 8, BEST, null), checkpoints(), killing))
                .hasMessage("killed");
        whole = Files.readAllBytes(file);
    }

    @Test
    void hasTheDocumentedForm() {
        ByteBuffer bytes = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
        int parameters = 785 * 8 + 9 * 10;
        assertThat(whole).hasSize(FIRST_RECORD_AT + 2 * 81 + parameters * 4 * 4 + 32);
        assertThat(new String(whole, 0, FIRST_RECORD_AT - 4, StandardCharsets.ISO_8859_1))
                .isEqualTo("mnist-lab checkpoint 1\n\10\0\0\0" + IDENTITY);
        assertThat(bytes.getInt(EPOCHS_AT)).isEqualTo(2);
        // The learning rate, after two measures, a byte and two more measures.
        assertThat(bytes.getDouble(FIRST_RECORD_AT + 33)).isEqualTo(0.001);
        byte[] digest = Arrays.copyOfRange(whole, whole.length - 32, whole.length);
        MessageDigest expected = Sha256.newDigest();
        expected.update(whole, 0, whole.length - 32);
        assertThat(digest).isEqualTo(expected.digest());
    }

    @Test
    void isGoneOnFrom() {
        assertThat(train(request(3, 8, BEST, null))).containsExactly("resumed 2", "epoch 3");
    }

    @Test
    void aTruncatedOneIsNotUsed() throws IOException {
        for (int length : new int[] {0, 1, 22, 23, 30, EPOCHS_AT, FIRST_RECORD_AT, 300, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertAfresh(request(3, 8, BEST, null));
        }
    }

    @Test
    void oneWithAnyByteWrongIsNotUsed() throws IOException {
        Random random = new Random(4);
        List<Integer> places = new ArrayList<>();
        for (int place = 0; place < FIRST_RECORD_AT; place++) {
            places.add(place);
        }
        for (int i = 0; i < 30; i++) {
            places.add(random.nextInt(whole.length));
        }
        for (int place : places) {
            byte[] damaged = whole.clone();
            damaged[place] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, damaged);
            assertThatThrownBy(() -> checkpoints().load(request(3, 8, BEST, null)))
                    .as("byte " + place)
                    .isInstanceOf(CheckpointFile.UnusableException.class);
        }
    }

    static Stream<Arguments> forgeries() {
        return Stream.of(
                Arguments.of("claims 0 epochs", change(bytes -> bytes.putInt(EPOCHS_AT, 0))),
                Arguments.of("claims -1 epochs", change(bytes -> bytes.putInt(EPOCHS_AT, -1))),
                Arguments.of("claims 2147483647 epochs", change(bytes -> bytes.putInt(EPOCHS_AT, Integer.MAX_VALUE))),
                Arguments.of("bytes, but must have", change(bytes -> bytes.putInt(EPOCHS_AT, 3))),
                Arguments.of(
                        "bytes, but must have", (UnaryOperator<byte[]>) bytes -> Arrays.copyOf(bytes, 100_000_000)),
                Arguments.of("another run's", change(bytes -> bytes.putInt(23, Integer.MAX_VALUE))),
                Arguments.of("another run's", change(bytes -> bytes.put(EPOCHS_AT - 1, (byte) 'x'))),
                Arguments.of(
                        "epoch 1 in it has validation rows",
                        change(bytes -> bytes.put(FIRST_RECORD_AT + 16, (byte) 1))),
                Arguments.of(
                        "parameters are not those of epoch 2",
                        change(bytes -> bytes.putFloat(FIRST_RECORD_AT + 2 * 81, 1))),
                Arguments.of(
                        "parameters are not those of epoch",
                        change(bytes -> bytes.putFloat(bytes.capacity() - 36, 1))));
    }

    /** With a right digest: somebody meant it so. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("forgeries")
    void aForgedOneIsNotUsed(String reason, UnaryOperator<byte[]> forgery) throws IOException {
        byte[] forged = forgery.apply(whole.clone());
        MessageDigest digest = Sha256.newDigest();
        digest.update(forged, 0, forged.length - 32);
        System.arraycopy(digest.digest(), 0, forged, forged.length - 32, 32);
        Files.write(file, forged);
        assertThat(assertAfresh(request(3, 8, BEST, null))).contains(reason, file.toString());
    }

    @Test
    void thatOfAnotherTrainingIsNotUsed() {
        // The same identity, which nobody should give to two trainings.
        assertThat(assertAfresh(request(3, 9, BEST, null))).contains("bytes");
        assertThat(assertAfresh(request(3, 8, null, null))).contains("bytes");
        assertThat(assertAfresh(request(1, 8, null, null))).contains("3 epochs", "1 to 1");
        assertThat(assertAfresh(request(3, 8, null, ROWS))).contains("has no validation rows");
    }

    @Test
    void whatIsNoFileIsNotUsedAndDoesNotEndTraining() throws IOException {
        Files.delete(file);
        Files.createDirectory(file);
        Files.createFile(file.resolve("in the way"));
        assertThat(train(request(3, 8, BEST, null)))
                .hasSize(5)
                .contains("epoch 1", "epoch 2", "epoch 3")
                .anyMatch(line -> line.contains("it is no file"))
                .anyMatch(line -> line.contains("no checkpoint could be written after epoch 1"));
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void aFolderThatCannotBeMadeIsToldOnceAndTrainingGoesOn() {
        CheckpointFile below = new CheckpointFile(file.resolve("below/a/file"), IDENTITY);
        List<String> heard = new ArrayList<>();
        Trainer.train(request(3, 8, BEST, null), below, listener(heard)).model().close();
        assertThat(heard).hasSize(4).element(0).asString().startsWith("no checkpoint could be written after epoch 1");
        assertThat(heard.subList(1, 4)).containsExactly("epoch 1", "epoch 2", "epoch 3");
    }

    @Test
    void severalMayWriteItAtOnceAndItIsWholeAllTheTime() throws Exception {
        TrainingRequest request = request(40, 8, BEST, null);
        List<String> warnings = Collections.synchronizedList(new ArrayList<>());
        Runnable training = () -> {
            List<String> heard = new ArrayList<>();
            Trainer.train(request, checkpoints(), listener(heard)).model().close();
            heard.stream().filter(line -> !line.matches("(epoch|resumed) \\d+")).forEach(warnings::add);
        };
        Files.delete(file);
        CompletableFuture<Void> both =
                CompletableFuture.allOf(CompletableFuture.runAsync(training), CompletableFuture.runAsync(training));
        int seen = 0;
        while (!both.isDone()) {
            // Throws if it is not whole.
            seen += checkpoints().load(request).isPresent() ? 1 : 0;
        }
        both.join();
        assertThat(seen).isPositive();
        assertThat(warnings).isEmpty();
        assertThat(leftovers()).isEmpty();
        assertThat(train(request)).containsExactly("resumed 40");
    }

    /** Trains, and gives the one warning. */
    private String assertAfresh(TrainingRequest request) {
        List<String> heard = train(request);
        assertThat(heard).hasSize(1 + request.training().epochs());
        assertThat(heard.get(1)).isEqualTo("epoch 1");
        assertThat(heard.get(0)).contains("cannot be used").endsWith("training starts afresh");
        // The wrong one has been replaced.
        assertThat(train(request))
                .containsExactly("resumed " + request.training().epochs());
        return heard.get(0);
    }

    private List<String> train(TrainingRequest request) {
        List<String> heard = new ArrayList<>();
        Trainer.train(request, checkpoints(), listener(heard)).model().close();
        return heard;
    }

    private CheckpointFile checkpoints() {
        return new CheckpointFile(file, IDENTITY);
    }

    private List<Path> leftovers() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(path -> !path.equals(file)).toList();
        }
    }

    private static TrainingListener listener(List<String> heard) {
        return new TrainingListener() {
            @Override
            public void resumed(int epoch) {
                heard.add("resumed " + epoch);
            }

            @Override
            public void warned(String message) {
                heard.add(message);
            }

            @Override
            public void epochEnded(EpochRecord epoch) {
                heard.add("epoch " + epoch.epoch());
            }
        };
    }

    private static TrainingRequest request(
            int epochs, int hidden, EarlyStoppingSpec earlyStopping, LabeledImages validation) {
        ModelSpec model = new ModelSpec(List.of(hidden), Activation.RELU, Initializer.GLOROT_UNIFORM, 0, 0);
        TrainingSpec training = new TrainingSpec(
                epochs, 50, OptimizerSpec.Adam.DEFAULT, new LearningRateSchedule.Constant(), earlyStopping);
        return new TrainingRequest(model, training, ROWS, validation, new RandomStreams(1), null);
    }

    private static UnaryOperator<byte[]> change(UnaryOperator<ByteBuffer> change) {
        return bytes -> change.apply(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN))
                .array();
    }
}
