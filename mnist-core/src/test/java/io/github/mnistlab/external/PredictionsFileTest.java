package io.github.mnistlab.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.Sha256;
import io.github.mnistlab.evaluate.Evaluation;
import io.github.mnistlab.evaluate.Probabilities;
import io.github.mnistlab.experiment.JudgedModel.Values;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that NumPy and others wrote, and what must be refused of them. */
class PredictionsFileTest {
    private static final Path VECTORS = Path.of(System.getProperty("vectors.dir"), "predictions");

    /** Four rows of three classes. */
    private static final TestRows ROWS = new TestRows(new int[] {0, 1, 2, 1}, List.of("cat", "dog", "owl"));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "float32.npy, float32, false",
        "float64.npy, float64, false",
        "float32.csv.gz, float32, true",
        "logits.csv, float64, true"
    })
    void givesTheMetricsThatNumpyGives(String file, String of, boolean orderChecked) throws IOException {
        JsonNode expected = expected().get(of);
        Optional<Values> values = file.startsWith("logits") ? Optional.of(Values.LOGITS) : Optional.empty();

        RowPredictions read = read(VECTORS.resolve(file), values, digits());

        assertThat(read.orderChecked()).isEqualTo(orderChecked);
        double[] probabilities = ((RowPredictions.OfProbabilities) read).values();
        Evaluation evaluation = Evaluation.of(digits().labels(), Probabilities.of(probabilities, 10));
        assertThat(evaluation.correct()).isEqualTo(expected.get("correct").longValue());
        assertThat(evaluation.logLoss()).isCloseTo(expected.get("log-loss").doubleValue(), within(1e-9));
        assertThat(evaluation.brier()).isCloseTo(expected.get("brier").doubleValue(), within(1e-9));
    }

    @Test
    void takesPredictedClassesAlone() throws IOException {
        RowPredictions read = read(VECTORS.resolve("labels.csv"), Optional.empty(), digits());

        assertThat(((RowPredictions.OfClasses) read).predicted())
                .containsExactly(new ObjectMapper().convertValue(expected().at("/float32/predicted"), int[].class));
        assertThat(read.bytesOf(new int[] {0, 3})).hasSize(2);
    }

    @Test
    void takesWhatARunOfOurOwnLeft() throws IOException {
        RowPredictions numpy = read(VECTORS.resolve("float64.npy"), Optional.empty(), digits());
        int[] all = IntStream.range(0, 40).toArray();
        Path ours = Files.write(folder.resolve("predictions-baseline-1.bin"), numpy.bytesOf(all));

        RowPredictions read = read(ours, Optional.empty(), digits());

        assertThat(((RowPredictions.OfProbabilities) read).values())
                .containsExactly(((RowPredictions.OfProbabilities) numpy).values(), within(1e-15));
    }

    @Test
    void columnsBearTheClassesNamesInAnyOrder() throws IOException {
        RowPredictions read = csv("owl,label,cat,p1\n.1,cat,.7,.2\n0,dog,0,1\n1,owl,0,0\n1e-1,dog,0.4,5E-1\n");

        assertThat(((RowPredictions.OfProbabilities) read).values())
                .containsExactly(new double[] {.7, .2, .1, 0, 1, 0, 0, 0, 1, .4, .5, .1}, within(1e-15));
    }

    @Test
    void dividesARowByItsSum() throws IOException {
        RowPredictions read = csv("p0,p1,p2\n0.3336,0.3336,0.3336\n1,0,0\n1,0,0\n1,0,0\n");

        assertThat(((RowPredictions.OfProbabilities) read).values()[0]).isCloseTo(1 / 3.0, within(1e-15));
    }

    @Test
    void saysOfEachFaultTheRowAndTheColumn() {
        assertThatThrownBy(() -> csv("""
                        id,label,cat,dog,owl
                        0,cat,nan,0,0
                        1,dog,-0.1,1.1,0
                        3,owl,0.2,0.2,0.7
                        3,cow,1,0
                        """))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith(String.join(
                        "\n    ",
                        "predictions.csv:",
                        "row 0 (line 2), column cat is 'nan', which is no number",
                        "row 1 (line 3), column cat is -0.1, but a probability is 0 or more; are these logits? Then say"
                                + " values: logits",
                        "row 2 (line 4), column id is '3', but must be '2': the rows must be in the order of the test set",
                        "row 2 sums to 1.1, but probabilities sum to 1 (within 0.001)",
                        "row 3 (line 5) has 4 fields, but the header names 5"));
    }

    @Test
    void endsAfterTenFaults() {
        String lines = "cat,dog,owl\n" + "1,1,1\n".repeat(12);
        TestRows rows = new TestRows(new int[12], List.of("cat", "dog", "owl"));

        assertThatThrownBy(() -> read(write("predictions.csv", lines), Optional.empty(), rows))
                .hasMessageContaining("row 9 sums to 3.0")
                .hasMessageEndingWith("\n    and so on")
                .hasMessageNotContaining("row 10 ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "label,predicted;cat,cat;dog,dog;owl,owl | it has 3 rows, but the test set has 4",
                "predicted;cat;dog;owl;dog;cat | it has more rows than the 4 of the test set, from line 6 on",
                "predicted;cat;dog;cow;dog | row 2 (line 4), column predicted is 'cow', which is no class; there are cat, dog,"
                        + " owl",
                "label,predicted;cat,cat;owl,dog;owl,owl;dog,dog | row 1 (line 3), column label is owl, but test row 1 is of"
                        + " class dog: the rows are in another order, or of another test set",
                "cat,dog;1,0;1,0;1,0;1,0 | there is no column for class owl",
                "cat,dog,owl,p3;1,0,0,0 | the column 'p3' is none of id, label, predicted, a class (cat, dog, owl) or p0 to p2",
                "cat,dog,owl,p2;1,0,0,0 | the columns 'owl' and 'p2' are both of class owl",
                "predicted,predicted;cat,cat | the column 'predicted' is there twice",
                "label;cat;dog;owl;dog | there is neither a column for each class nor the column predicted",
                "predicted,p0,p1,p2;dog,1,0,0;dog,0,1,0;owl,0,0,1;dog,0,1,0 | row 0 (line 2), column predicted is dog, but"
                        + " another class is more probable; say which counts, values: probabilities or values: labels",
                "p0,p1,p2;0x1p0,0,0;1,0,0;1,0,0;1,0,0 | row 0 (line 2), column p0 is '0x1p0', which is no number"
            })
    void refuses(String csv, String fault) {
        assertThatThrownBy(() -> csv(csv.replace(';', '\n') + "\n"))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith("predictions.csv: " + fault);
    }

    @Test
    void refusesAnEmptyFile() {
        assertThatThrownBy(() -> csv(""))
                .hasMessageEndingWith("predictions.csv is empty; its first line must name its columns");
    }

    @Test
    void refusesAQuoteThatNeverEnds() {
        assertThatThrownBy(() -> csv("predicted\n\"" + "x".repeat(1 << 17)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("predictions.csv");
    }

    @ParameterizedTest
    @CsvSource({
        "fortran.npy, 'is in Fortran''s order, but must be in C order; numpy: numpy.ascontiguousarray(array)'",
        "big-endian.npy, 'holds numbers of the type ''>f8'', but must hold ''<f4'' (float32) or ''<f8'' (float64); numpy:"
                + " array.astype(''<f8'')'"
    })
    void refusesOtherFormsOfArrays(String file, String fault) {
        assertThatThrownBy(() -> read(VECTORS.resolve(file), Optional.empty(), digits()))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith(file + ": " + fault);
    }

    @Test
    void refusesAnArrayThatClaimsGigabytes() throws IOException {
        byte[] claims = numpy("(4000000000, 3)", new double[0]);

        assertThatThrownBy(() -> read(write("huge.npy", claims), Optional.empty(), ROWS))
                .hasMessageEndingWith(
                        "has the shape (4000000000, 3), but must have (4, 3): a row for each test row, and a"
                                + " column for each class");
    }

    @Test
    void refusesAHeaderThatClaimsGigabytes() throws IOException {
        byte[] claims = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0, -1, -1, -1, 127, '{'};

        assertThatThrownBy(() -> read(write("huge.npy", claims), Optional.empty(), ROWS))
                .hasMessageEndingWith("its NumPy header announces 2147483647 bytes, but at most 4096 make sense");
    }

    @Test
    void refusesATruncatedArrayAndOneThatGoesOn() throws IOException {
        double[] even = IntStream.range(0, 12).mapToDouble(i -> 1 / 3.0).toArray();
        byte[] whole = numpy("(4, 3)", even);
        byte[] cut = Arrays.copyOf(whole, whole.length - 1);
        byte[] longer = Arrays.copyOf(whole, whole.length + 1);

        assertThat(read(write("whole.npy", whole), Optional.empty(), ROWS)).isNotNull();
        assertThatThrownBy(() -> read(write("cut.npy", cut), Optional.empty(), ROWS))
                .hasMessageEndingWith("it ends in row 3 of 4: it is truncated");
        assertThatThrownBy(() -> read(write("longer.npy", longer), Optional.empty(), ROWS))
                .hasMessageEndingWith("it goes on after its 4 rows, where it must end");
    }

    @Test
    void refusesNotANumberInAnArray() throws IOException {
        double[] values = {1, 0, 0, 0, Double.NaN, 1, 1, 0, 0, 1, 0, 0};

        assertThatThrownBy(() -> read(write("nan.npy", numpy("(4, 3)", values)), Optional.empty(), ROWS))
                .hasMessageEndingWith("row 1, column 1 is NaN, but must be a finite number");
    }

    @Test
    void refusesAnArchiveOfArrays() throws IOException {
        Path archive = write("predictions.npz", new byte[] {'P', 'K', 3, 4, 0, 0});

        assertThatThrownBy(() -> read(archive, Optional.empty(), ROWS))
                .hasMessageContaining("save one array as .npy with numpy.save, or write CSV");
    }

    @Test
    void refusesASmallFileThatGrowsToGigabytes() throws IOException {
        Path bomb = folder.resolve("bomb.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
            out.write("predicted\n".getBytes(StandardCharsets.UTF_8));
            byte[] lines = "\n".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 50; i++) {
                out.write(lines);
            }
        }
        assertThat(Files.size(bomb)).isLessThan(1 << 17);

        assertThatThrownBy(() -> read(bomb, Optional.empty(), ROWS))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("bytes, which is more than these rows can take");
    }

    @Test
    void refusesAFileThatHasChanged() throws IOException {
        Path file = write("predictions.csv", "predicted\ncat\ndog\nowl\ndog\n");

        assertThatThrownBy(() -> PredictionsFile.read(file, "0".repeat(64), Optional.empty(), ROWS))
                .hasMessageContaining("predictions.csv has changed while it was used");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 47, 97})
    void refusesRawNumbersOfAnotherSize(int bytes) throws IOException {
        assertThatThrownBy(() -> read(write("ours.bin", new byte[bytes]), Optional.empty(), ROWS))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith("bytes, but 4 test rows of 3 classes take 48 (float32) or 96 (float64)");
    }

    private RowPredictions csv(String lines) throws IOException {
        return read(write("predictions.csv", lines), Optional.empty(), ROWS);
    }

    private Path write(String name, String text) throws IOException {
        return write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static RowPredictions read(Path file, Optional<Values> values, TestRows rows) throws IOException {
        return PredictionsFile.read(file, Sha256.of(file), values, rows);
    }

    /** An array of float64 in C order. */
    private static byte[] numpy(String shape, double[] values) {
        String header = "{'descr': '<f8', 'fortran_order': False, 'shape': " + shape + ", }\n";
        ByteBuffer bytes = ByteBuffer.allocate(10 + header.length() + values.length * Double.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
        bytes.putShort((short) header.length());
        bytes.put(header.getBytes(StandardCharsets.US_ASCII));
        for (double value : values) {
            bytes.putDouble(value);
        }
        return bytes.array();
    }

    private static TestRows digits() throws IOException {
        int[] labels = new ObjectMapper().convertValue(expected().get("labels"), int[].class);
        List<String> classes =
                IntStream.range(0, 10).mapToObj(Integer::toString).toList();
        return new TestRows(labels, classes);
    }

    private static JsonNode expected() throws IOException {
        return new ObjectMapper().readTree(VECTORS.resolve("expected.json").toFile());
    }
}
