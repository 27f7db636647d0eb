package io.github.mnistlab.model.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.RandomStreams;
import io.github.mnistlab.model.Activation;
import io.github.mnistlab.model.BarImages;
import io.github.mnistlab.model.FlatParameters;
import io.github.mnistlab.model.Initializer;
import io.github.mnistlab.model.LearningRateSchedule;
import io.github.mnistlab.model.ModelSpec;
import io.github.mnistlab.model.OptimizerSpec;
import io.github.mnistlab.model.TrainedModel;
import io.github.mnistlab.model.TrainingRequest;
import io.github.mnistlab.model.TrainingSpec;
import io.github.mnistlab.model.step.Trainer;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

class ModelFileTest {
    private static final LabeledImages IMAGES = BarImages.bars(1100, 10, 7);

    @TempDir
    static Path folder;

    private static TrainedModel model;
    private static Path saved;

    @BeforeAll
    static void trainAndSave() throws IOException {
        ModelSpec spec = new ModelSpec(List.of(20, 12), Activation.LEAKY_RELU, Initializer.HE_NORMAL, 0.1, 1e-4);
        TrainingSpec training =
                new TrainingSpec(1, 100, OptimizerSpec.Adam.DEFAULT, new LearningRateSchedule.Constant(), null);
        model = Trainer.train(
                        new TrainingRequest(spec, training, IMAGES, null, new RandomStreams(1), null), record -> {})
                .model();
        saved = folder.resolve("saved model.zip");
        model.save(saved);
    }

    @AfterAll
    static void free() {
        model.close();
    }

    @Test
    void predictsProbabilitiesWhateverRowsFollow() {
        float[] all = model.predict(IMAGES);
        assertThat(all).hasSize(11_000);
        for (int rows : new int[] {1, 7, 511, 512, 513, 1099}) {
            byte[] pixels = Arrays.copyOf(IMAGES.toPixelArray(), rows * ImageShape.MNIST_PIXELS);
            assertThat(model.predict(pixels)).isEqualTo(Arrays.copyOf(all, rows * 10));
        }
        float[] alone = model.predict(IMAGES.select(new int[] {1099}));
        for (int c = 0; c < 10; c++) {
            assertThat(alone[c]).isCloseTo(all[10_990 + c], within(1e-6f));
        }
        float sum = 0;
        for (int c = 0; c < 10; c++) {
            sum += all[c];
        }
        assertThat(sum).isCloseTo(1, within(1e-5f));
        assertThat(model.predict(new byte[0])).isEmpty();
        assertThatThrownBy(() -> model.predict(new byte[785]))
                .hasMessageContaining("784")
                .hasMessageContaining("785");
    }

    @Test
    void savedAndOpenedItIsTheSame() throws IOException {
        try (TrainedModel opened = ModelFile.open(saved)) {
            assertThat(opened.parameterDigest()).isEqualTo(model.parameterDigest());
            assertThat(opened.predict(IMAGES)).isEqualTo(model.predict(IMAGES));
            assertThat(opened.classes()).isEqualTo(10);
            assertThat(opened.describe()).isEqualTo("784-20-12-10");
            Path again = folder.resolve("again.zip");
            opened.save(again);
            try (TrainedModel third = ModelFile.open(again)) {
                assertThat(third.predict(IMAGES)).isEqualTo(model.predict(IMAGES));
            }
        }
    }

    @Test
    void savingAgainGivesTheSameBytesAndLeavesNothingBeside() throws IOException {
        Path place = Files.createDirectory(folder.resolve("place"));
        Files.writeString(place.resolve("model.zip"), "what was there before");
        model.save(place.resolve("model.zip"));
        assertThat(place.resolve("model.zip")).hasSameBinaryContentAs(saved);
        try (Stream<Path> files = Files.list(place)) {
            assertThat(files).containsExactly(place.resolve("model.zip"));
        }
    }

    @Test
    void deeplearning4jAloneOpensItAndCanGoOnTraining() throws IOException {
        MultiLayerNetwork network = ModelSerializer.restoreMultiLayerNetwork(saved.toFile());
        INDArray images = Nd4j.createUninitialized(DataType.FLOAT, 50, 784);
        for (int i = 0; i < 50 * 784; i++) {
            images.putScalar(i, IMAGES.pixel(i / 784, i % 784) / 255f);
        }
        float[] expected = model.predict(IMAGES);
        float[] found = network.output(images).data().asFloat();
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).isCloseTo(expected[i], within(1e-6f));
        }
        INDArray labels = Nd4j.zeros(DataType.FLOAT, 50, 10);
        for (int i = 0; i < 50; i++) {
            labels.putScalar(i, IMAGES.label(i), 1);
        }
        network.fit(images, labels);
        double before = network.score();
        for (int i = 0; i < 20; i++) {
            network.fit(images, labels);
        }
        assertThat(network.score()).isLessThan(before);
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void everyActivationIsReadBack(Activation activation) throws IOException {
        ModelSpec spec = new ModelSpec(List.of(5), activation, Initializer.GLOROT_UNIFORM, 0, 0);
        TrainingSpec training = new TrainingSpec(
                1, 500, new OptimizerSpec.Nesterov(0.1, 0.9), new LearningRateSchedule.Constant(), null);
        Path file = folder.resolve(activation + ".zip");
        try (TrainedModel written = Trainer.train(
                        new TrainingRequest(spec, training, IMAGES, null, new RandomStreams(1), null), record -> {})
                .model()) {
            written.save(file);
            try (TrainedModel read = ModelFile.open(file)) {
                assertThat(read.predict(IMAGES)).isEqualTo(written.predict(IMAGES));
            }
        }
    }

    @Test
    void opensWhatDeeplearning4jWroteWithTheOptimizersState() throws IOException {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(3)
                .updater(new Adam(0.01))
                .list()
                .layer(new DenseLayer.Builder().nIn(784).nOut(8).build())
                .layer(new OutputLayer.Builder(new LossMCXENT())
                        .nIn(8)
                        .nOut(4)
                        .activation(new ActivationSoftmax())
                        .build())
                .build());
        network.init();
        Path file = folder.resolve("theirs.zip");
        ModelSerializer.writeModel(network, file.toFile(), true);
        assertThat(entries(file)).containsKey("updaterState.bin");
        try (TrainedModel opened = ModelFile.open(file)) {
            assertThat(opened.describe()).isEqualTo("784-8-4");
            assertThat(opened.parameterDigest())
                    .isEqualTo(FlatParameters.digest(FlatParameters.read(network.params())));
        }
    }

    @Test
    void refusesWhatIsNoArchive() throws IOException {
        Path text = Files.writeString(folder.resolve("text.zip"), "This is no model.");
        assertRefused(text, "no whole ZIP archive");
        byte[] whole = Files.readAllBytes(saved);
        Path half = Files.write(folder.resolve("half.zip"), Arrays.copyOf(whole, whole.length / 2));
        assertRefused(half, "no whole ZIP archive");
        assertThatThrownBy(() -> ModelFile.open(folder.resolve("missing.zip"))).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> ModelFile.open(folder)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void everyDamagedByteOfTheParametersIsNoticed() throws IOException {
        byte[] whole = Files.readAllBytes(saved);
        for (int at = whole.length / 4; at < whole.length * 3 / 4; at += whole.length / 40) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x10;
            Path file = Files.write(folder.resolve("damaged.zip"), damaged);
            assertThatThrownBy(() -> ModelFile.open(file)).isInstanceOf(ModelFileException.class);
        }
    }

    @Test
    void refusesOtherEntriesAboveAllSerialisedObjects() throws IOException {
        for (String name :
                List.of("preprocessor.bin", "normalizer.bin", "noParams.marker", "../configuration.json", "x/")) {
            Map<String, byte[]> entries = entries(saved);
            entries.put(name, new byte[0]);
            assertRefused(write(entries), "an entry \"" + name + "\"");
        }
    }

    @Test
    void refusesMissingAndDoubleEntries() throws IOException {
        for (String name : List.of("configuration.json", "coefficients.bin")) {
            Map<String, byte[]> entries = entries(saved);
            entries.remove(name);
            assertRefused(write(entries), "no entry " + name);
        }
        Map<String, byte[]> entries = entries(saved);
        entries.put("configuration.jsoN", entries.get("configuration.json"));
        Path file = write(entries);
        // Java will not write the same name twice, so it is put in by hand, in both places where it stands.
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        Files.writeString(file, bytes.replace("jsoN", "json"), StandardCharsets.ISO_8859_1);
        assertRefused(file, "more than one entry configuration.json");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "ActivationLReLU, ActivationCube, /confs/0/layer/activationFn/@class",
                "org.deeplearning4j.nn.conf.layers.DenseLayer, org.deeplearning4j.nn.conf.layers.ConvolutionLayer, /confs/0/layer/@class",
                "org.nd4j.linalg.learning.config.Adam, com.sun.rowset.JdbcRowSetImpl, /confs/0/layer/iupdater/@class",
                "LossMCXENT, LossMSE, /confs/2/layer/lossFn/@class",
                "ActivationSoftmax, ActivationSigmoid, /confs/2/layer/activationFn",
                "`\"nout\" : 20`, `\"nout\" : 65536`, /confs/1/layer/nin is 20",
                "`\"nin\" : 784`, `\"nin\" : 783`, `/confs/0/layer/nin is 783, but must be 784`",
                "`\"nout\" : 20`, `\"nout\" : -1`, /confs/0/layer/nout is -1",
                "`\"nout\" : 20`, `\"nout\" : 20.5`, /confs/0/layer/nout is 20.5",
                "`\"nout\" : 20`, `\"nout\" : 20000000000`, /confs/0/layer/nout",
                "`\"nout\" : 10`, `\"nout\" : 1001`, `/confs/2/layer/nout is 1001, but must be 2 to 1000`",
                "`\"hasBias\" : true`, `\"hasBias\" : false`, /confs/0/layer/hasBias",
                "`\"hasLayerNorm\" : false`, `\"hasLayerNorm\" : true`, /confs/0/layer/hasLayerNorm",
                "`\"dataType\" : \"FLOAT\",\n  \"epochCount\"`, `\"dataType\" : \"DOUBLE\",\n  \"epochCount\"`, /dataType",
                "`\"inputPreProcessors\" : { }`, `\"inputPreProcessors\" : {\"0\": {\"x\": 1}}`, /inputPreProcessors",
                "`\"alpha\" : 0.2`, `\"alpha\" : \"NaN\"`, /confs/0/layer/activationFn/alpha",
                "`\"alpha\" : 0.2`, `\"alpha\" : 0.2, \"alpha\" : 0.3`, Duplicate",
                "`\"confs\" : [`, `\"confs\" : [[`, is not JSON",
                "`\"confs\" :`, `\"layers\" :`, /confs is missing"
            })
    void refusesConfigurationsThatAreNoPlainPerceptrons(String from, String to, String message) throws IOException {
        assertRefused(
                withConfiguration(json -> {
                    assertThat(json).contains(from);
                    return json.replace(from, to);
                }),
                message);
    }

    @Test
    void refusesOtherNetworks() throws IOException {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .list()
                .layer(new ConvolutionLayer.Builder(3, 3).nOut(2).build())
                .layer(new OutputLayer.Builder(new LossMCXENT())
                        .nOut(10)
                        .activation(new ActivationSoftmax())
                        .build())
                .setInputType(InputType.convolutionalFlat(28, 28, 1))
                .build());
        network.init();
        Path file = folder.resolve("convolutional.zip");
        ModelSerializer.writeModel(network, file.toFile(), false);
        assertRefused(file, "@class is");
    }

    @Test
    void refusesConfigurationsThatAreTooLongOrTooDeep() throws IOException {
        assertRefused(withConfiguration(json -> json + " ".repeat(1 << 20)), "configuration.json has");
        assertRefused(withConfiguration(json -> "[".repeat(100_000)), "not JSON");
        assertRefused(withConfiguration(json -> ""), "configuration.json has 0 bytes");
    }

    @Test
    void refusesParametersThatDoNotFit() throws IOException {
        int count = 784 * 20 + 20 + 20 * 12 + 12 + 12 * 10 + 10;
        assertRefused(withCoefficients(array(count - 1, DataType.FLOAT)), "coefficients.bin has ");
        assertRefused(withCoefficients(array(count + 1, DataType.FLOAT)), "numbers, but must have a row of " + count);
        assertRefused(withCoefficients(array(count, DataType.DOUBLE)), "coefficients.bin has ");
        assertRefused(withCoefficients(new byte[4 * count]), "coefficients.bin is");
        byte[] right = entries(saved).get("coefficients.bin");
        byte[] integers = new String(right, StandardCharsets.ISO_8859_1)
                .replaceFirst("FLOAT", "INT32")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertRefused(withCoefficients(integers), "type \"INT32\", but must have FLOAT");
        assertRefused(withCoefficients(Arrays.copyOf(right, right.length + 1)), "goes on after its");
        assertRefused(withCoefficients(Arrays.copyOf(right, right.length - 1)), "is no array that Nd4j wrote");
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            byte[] broken = right.clone();
            ByteBuffer.wrap(broken).putFloat(broken.length - 4 * count + 4 * 1000, bad);
            assertRefused(withCoefficients(broken), "parameter 1000 is " + bad);
        }
    }

    @Test
    void refusesEntriesThatClaimOtherSizesThanTheyHave() throws IOException {
        // A bomb: a gigabyte of zeros where the layers need 65 KB.
        assertRefused(withCoefficients(new byte[1 << 28]), "coefficients.bin has 268435456 bytes, but must have");
        Map<String, byte[]> entries = entries(saved);
        entries.put("updaterState.bin", new byte[1 << 24]);
        assertRefused(write(entries), "updaterState.bin has 16777216 bytes");
        // A lie in the archive's directory: it says that a tiny entry holds a gigabyte, and so do the layers.
        Path huge = withConfiguration(json -> json.replace("\"nout\" : 20", "\"nout\" : 65536")
                .replace("\"nin\" : 20", "\"nin\" : 65536")
                .replace("\"nout\" : 12", "\"nout\" : 3000")
                .replace("\"nin\" : 12", "\"nin\" : 3000"));
        long bytes = 4L * (784 * 65536 + 65536 + 65536 * 3000 + 3000 + 3000 * 10 + 10);
        claimSize(huge, "coefficients.bin", bytes);
        assertRefused(huge, "which cannot be");
    }

    /** Sixty kilobytes a gigabyte: nobody trains a network of so many equal numbers. */
    @Test
    void refusesLargeNetworksThatPackToNothing() throws IOException {
        byte[] noise = new byte[1 << 20];
        new Random(3).nextBytes(noise);
        Map<String, byte[]> entries = entries(withConfiguration(
                json -> json.replace("\"nout\" : 20", "\"nout\" : 65536").replace("\"nin\" : 20", "\"nin\" : 65536")));
        entries.put("coefficients.bin", noise);
        Path huge = write(entries);
        claimSize(huge, "coefficients.bin", 4L * (784 * 65536 + 65536 + 65536 * 12 + 12 + 12 * 10 + 10));
        assertRefused(huge, "which cannot be of a trained network");
    }

    /** In one megabyte of names within names, the paths of all fields are 20 GB. */
    @Test
    void longNamesInAConfigurationCostNoMoreThanTheirLength() throws IOException {
        String name = "n".repeat(45_000);
        StringBuilder names = new StringBuilder("{");
        for (int i = 0; i < 20; i++) {
            names.append("\"").append(name).append("\": {");
        }
        for (int i = 0; i < 10_000; i++) {
            names.append("\"").append(i).append("\": 0, ");
        }
        names.append("\"@class\": \"some.Class\"").append("}".repeat(21));
        Path file = withConfiguration(json -> names.toString());
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        assertRefused(file, "/@class is \"some.Class\", but must be a class that a plain perceptron");
        assertThat(threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before)
                .isLessThan(32 << 20);
    }

    private static void assertRefused(Path file, String message) {
        assertThatThrownBy(() -> ModelFile.open(file).close())
                .isInstanceOf(ModelFileException.class)
                .hasMessageStartingWith("cannot open model " + file)
                .hasMessageContaining(message);
    }

    private static Path withConfiguration(UnaryOperator<String> change) throws IOException {
        Map<String, byte[]> entries = entries(saved);
        String json = new String(entries.get("configuration.json"), StandardCharsets.UTF_8);
        entries.put("configuration.json", change.apply(json).getBytes(StandardCharsets.UTF_8));
        return write(entries);
    }

    private static Path withCoefficients(byte[] coefficients) throws IOException {
        Map<String, byte[]> entries = entries(saved);
        entries.put("coefficients.bin", coefficients);
        return write(entries);
    }

    private static byte[] array(int length, DataType type) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Nd4j.write(Nd4j.zeros(type, length), new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static Map<String, byte[]> entries(Path file) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toArray(ZipEntry[]::new)) {
                entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return entries;
    }

    private static Path write(Map<String, byte[]> entries) throws IOException {
        Path file = Files.createTempFile(folder, "changed", ".zip");
        try (OutputStream stream = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(stream)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return file;
    }

    /** Overwrites the uncompressed size that the archive's central directory gives for an entry. */
    private static void claimSize(Path file, String entry, long size) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        int centralDirectory = bytes.getInt(bytes.capacity() - 6);
        String text = new String(bytes.array(), StandardCharsets.ISO_8859_1);
        int name = text.indexOf(entry, centralDirectory);
        bytes.putInt(name - 46 + 24, (int) size);
        Files.write(file, bytes.array());
    }
}
