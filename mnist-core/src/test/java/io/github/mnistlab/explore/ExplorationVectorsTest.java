package io.github.mnistlab.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mnistlab.data.LabeledImages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against numpy, by formulas as the papers have them; see {@code exploration.py} beside the vectors. */
class ExplorationVectorsTest {
    private static final double TOLERANCE = 1e-12;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode expected;
    private static Exploration found;

    @BeforeAll
    static void explore() {
        try {
            expected = JSON.readTree(Path.of(System.getProperty("vectors.dir"), "exploration.json")
                    .toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        found = Exploration.of(list(expected.get("parts")).stream()
                .map(ExplorationVectorsTest::part)
                .toList());
    }

    @Test
    void countsAndMeasuresPixels() {
        for (int i = 0; i < found.parts().size(); i++) {
            PartStatistics part = found.parts().get(i);
            JsonNode numpy = expected.get("parts").get(i);
            int[] labels = JSON.convertValue(numpy.get("labels"), int[].class);

            assertThat(part.name()).isEqualTo(numpy.get("name").asText());
            assertThat(part.rows()).isEqualTo(labels.length);
            assertThat(part.counts())
                    .containsExactlyElementsOf(IntStream.range(
                                    0, numpy.get("classes").size())
                            .mapToObj(label -> (int) Arrays.stream(labels)
                                    .filter(other -> other == label)
                                    .count())
                            .toList());
            assertThat(part.share(0)).isEqualTo(part.counts().get(0) / (double) labels.length);
            assertPixels(part.pixels(), numpy);
        }
    }

    @Test
    void measuresEachClass() {
        int[] shown = JSON.convertValue(expected.get("shown"), int[].class);
        for (int i = 0; i < found.parts().size(); i++) {
            for (ClassStatistics one : found.parts().get(i).classes()) {
                JsonNode numpy = expected.get("parts").get(i).get("classes").get(one.label());

                assertPixels(one.pixels(), numpy);
                assertThat(Arrays.stream(shown).mapToObj(one.meanImage()::get).toList())
                        .usingElementComparator(ExplorationVectorsTest::nearly)
                        .containsExactlyElementsOf(doubles(numpy.get("meanImage")));
                assertThat(Arrays.stream(shown)
                                .mapToObj(one.varianceImage()::get)
                                .toList())
                        .usingElementComparator(ExplorationVectorsTest::nearly)
                        .containsExactlyElementsOf(doubles(numpy.get("varianceImage")));
            }
        }
    }

    @Test
    void findsTheUnusual() {
        for (int i = 0; i < found.parts().size(); i++) {
            List<JsonNode> numpy = list(expected.get("parts").get(i).get("unusual"));
            List<UnusualImage> unusual = found.unusual().get(i);
            String part = found.parts().get(i).name();

            assertThat(unusual)
                    .extracting(UnusualImage::image)
                    .containsExactlyElementsOf(numpy.stream()
                            .map(image -> new ImageRef(
                                    part,
                                    image.get("row").asInt(),
                                    image.get("label").asInt()))
                            .toList());
            for (int k = 0; k < unusual.size(); k++) {
                assertThat(unusual.get(k).distance())
                        .isCloseTo(numpy.get(k).get("distance").asDouble(), within(1e-9));
            }
        }
    }

    @Test
    void findsWhatIsThereTwice() {
        assertThat(found.duplicates().identical())
                .extracting(group -> group.images().stream()
                        .map(image -> image.part() + image.row())
                        .toList())
                .containsExactlyElementsOf(list(expected.get("identical")).stream()
                        .map(group -> list(group).stream()
                                .map(image ->
                                        image.get(0).asText() + image.get(1).asInt())
                                .toList())
                        .toList());
        assertThat(found.duplicates().similar())
                .extracting(pair -> pair.first().part() + pair.first().row()
                        + pair.second().part() + pair.second().row() + " " + pair.distance())
                .containsExactlyElementsOf(list(expected.get("similar")).stream()
                        .map(pair -> pair.at("/images/0/0").asText()
                                + pair.at("/images/0/1").asInt()
                                + pair.at("/images/1/0").asText()
                                + pair.at("/images/1/1").asInt() + " "
                                + pair.get("distance").asDouble())
                        .toList());
        assertThat(found.duplicates().similarSearched()).isTrue();
    }

    private static Part part(JsonNode part) {
        int[] labels = JSON.convertValue(part.get("labels"), int[].class);
        byte[] bytes = new byte[labels.length];
        IntStream.range(0, labels.length).forEach(row -> bytes[row] = (byte) labels[row]);
        return new Part(
                part.get("name").asText(),
                new LabeledImages(
                        Base64.getDecoder().decode(part.get("pixels").asText()),
                        bytes,
                        part.get("classes").size()));
    }

    private static void assertPixels(PixelStatistics pixels, JsonNode numpy) {
        assertThat(pixels.mean()).isCloseTo(numpy.get("mean").asDouble(), within(TOLERANCE));
        assertThat(pixels.standardDeviation())
                .isCloseTo(numpy.get("standardDeviation").asDouble(), within(TOLERANCE));
        assertThat(pixels.inkShare()).isCloseTo(numpy.get("inkShare").asDouble(), within(TOLERANCE));
        assertThat(pixels.histogram()).containsExactly(JSON.convertValue(numpy.get("histogram"), Long[].class));
    }

    private static int nearly(Double value, Double other) {
        return Math.abs(value - other) < TOLERANCE ? 0 : Double.compare(value, other);
    }

    private static List<Double> doubles(JsonNode array) {
        return List.of(JSON.convertValue(array, Double[].class));
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
