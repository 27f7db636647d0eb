package io.github.mnistlab.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mnistlab.balance.BorderlineSmote.Kind;
import io.github.mnistlab.balance.SamplingStrategy.Classes;
import io.github.mnistlab.balance.SyntheticExample.AddedNoise;
import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.RandomStreams;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SyntheticExampleTest {
    private static final RandomStreams RANDOM = new RandomStreams(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    static List<RowBalancing> methodsThatMakeRowsUp() {
        return List.of(
                new Smote(),
                new BorderlineSmote(),
                new BorderlineSmote(5, 10, Kind.BORDERLINE_2, Classes.AUTO),
                new SvmSmote(),
                new Adasyn(),
                new SmoteTomek(),
                new RandomOver(Classes.AUTO, 0.7));
    }

    @ParameterizedTest
    @MethodSource("methodsThatMakeRowsUp")
    void areImagesThatAreTrainedOnEvenlyFromTheFirstToTheLastOfTheirClass(RowBalancing method) {
        LabeledImages training = images();

        BalancedRows balanced = method.balance(training, RANDOM);

        assertThat(balanced.rows().images())
                .isEqualTo(method.resample(training, RANDOM).apply(training));
        for (int label : new int[] {1, 2}) {
            List<String> made = IntStream.range(0, balanced.rows().images().size())
                    .filter(row -> balanced.rows().images().label(row) == label)
                    .skip(Arrays.stream(ClassRows.labels(training))
                                    .filter(l -> l == label)
                                    .count()
                            - removed(method, training, label))
                    .mapToObj(row -> Arrays.toString(
                            balanced.rows().images().select(new int[] {row}).toPixelArray()))
                    .toList();
            List<String> examples = balanced.examples().stream()
                    .filter(example -> example.label() == label)
                    .map(example -> Arrays.toString(example.image(training)))
                    .toList();
            int n = made.size();
            assertThat(n).isGreaterThan(4);
            assertThat(examples)
                    .containsExactly(made.get(0), made.get(n / 4), made.get(n / 2), made.get((int) (3L * n / 4)));
        }
        assertThat(balanced.examples()).hasSize(8);
    }

    @ParameterizedTest
    @MethodSource("methodsThatMakeRowsUp")
    void nameTheRealImagesThatTheyWereMadeFrom(RowBalancing method) {
        LabeledImages training = images();

        for (SyntheticExample example : method.balance(training, RANDOM).examples()) {
            byte[] base = example.baseImage(training);
            assertThat(base)
                    .isEqualTo(training.select(new int[] {example.base()}).toPixelArray());
            assertThat(training.label(example.base())).isEqualTo(example.label());
            if (example.noise() == null) {
                byte[] neighbor = example.neighborImage(training);
                assertThat(neighbor)
                        .isEqualTo(
                                training.select(new int[] {example.neighbor()}).toPixelArray());
                byte[] image = example.image(training);
                for (int pixel = 0; pixel < ImageShape.MNIST_PIXELS; pixel++) {
                    int from = base[pixel] & 0xff;
                    int to = neighbor[pixel] & 0xff;
                    assertThat(image[pixel] & 0xff).isEqualTo((int) Math.max(
                            0, Math.min(255, Math.floor(from + example.gap() * (to - from) + 0.5))));
                }
            } else {
                assertThat(example.noise().shrinkage()).isEqualTo(0.7);
                assertThatThrownBy(() -> example.neighborImage(training))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("no second row");
            }
        }
    }

    @Test
    void areAllRowsWhereFewAreMade() {
        LabeledImages training = images();
        SamplingStrategy three = new SamplingStrategy.FinalCounts(new TreeMap<>(Map.of(2, 18)));

        BalancedRows balanced = new Smote(5, three).balance(training, RANDOM);

        assertThat(balanced.examples())
                .hasSize(3)
                .extracting(SyntheticExample::label)
                .containsOnly(2);
        assertThat(balanced.rows().images().select(new int[] {75, 76, 77}).toPixelArray())
                .isEqualTo(concatenated(balanced.examples(), training));
    }

    @Test
    void copiesAndOtherPlacesHaveNone() {
        LabeledImages training = images();

        for (BalancingSpec method : List.of(
                new BalancingSpec.None(), new RandomOver(), new RandomUnder(), new ClassWeight(), new Threshold())) {
            assertThat(method.balance(training, RANDOM).examples()).isEmpty();
        }
    }

    @Test
    void areWrittenWithWhatTheyHaveAndReadAgain() throws JsonProcessingException {
        SyntheticExample point = new SyntheticExample(3, 17, 42, 0.25, null);
        SyntheticExample noisy = new SyntheticExample(3, 17, null, null, new AddedNoise(0.5, Long.MIN_VALUE));

        String text = JSON.writeValueAsString(List.of(point, noisy));

        assertThat(text)
                .isEqualTo("[{\"label\":3,\"base\":17,\"neighbor\":42,\"gap\":0.25},"
                        + "{\"label\":3,\"base\":17,\"noise\":{\"shrinkage\":0.5,\"seed\":-9223372036854775808}}]");
        assertThat(JSON.readValue(text, SyntheticExample[].class)).containsExactly(point, noisy);
    }

    @Test
    void refuseWhatCannotBeRightAndOtherRowsThanTheirs() {
        LabeledImages training = images();

        assertThatThrownBy(() -> new SyntheticExample(0, 1, 2, null, null)).hasMessageContaining("gap null");
        assertThatThrownBy(() -> new SyntheticExample(0, 1, 2, 0.5, new AddedNoise(1, 1)))
                .hasMessageContaining("has neighbor 2");
        assertThatThrownBy(() -> new SyntheticExample(0, -1, 2, 0.5, null)).hasMessageContaining("base -1");
        assertThatThrownBy(() -> new SyntheticExample(0, 1, 2, 1.0, null)).hasMessageContaining("but is 1.0");
        assertThatThrownBy(() -> new SyntheticExample(0, 74, 75, 0.5, null).image(training))
                .hasMessageContaining("not the training rows");
        assertThatThrownBy(() -> new SyntheticExample(0, 5, 75, 0.5, null).image(training))
                .hasMessageContaining("there are 75 rows");
        assertThatThrownBy(() -> new SyntheticExample(1, 5, 6, 0.5, null).baseImage(training))
                .hasMessageContaining("the base is of class 0");
    }

    private static long removed(RowBalancing method, LabeledImages training, int label) {
        Resampling recipe = method.resample(training, RANDOM);
        long kept = IntStream.range(0, recipe.size())
                .filter(i -> recipe.row(i) instanceof Resampling.Original original
                        && training.label(original.row()) == label)
                .count();
        return training.classCounts()[label] - kept;
    }

    private static byte[] concatenated(List<SyntheticExample> examples, LabeledImages training) {
        byte[] all = new byte[examples.size() * ImageShape.MNIST_PIXELS];
        for (int i = 0; i < examples.size(); i++) {
            System.arraycopy(
                    examples.get(i).image(training), 0, all, i * ImageShape.MNIST_PIXELS, ImageShape.MNIST_PIXELS);
        }
        return all;
    }

    /** 40, 20 and 15 images of grey noise, each class a little darker than the one before, so that they overlap. */
    private static LabeledImages images() {
        var random = new RandomStreams(9).stream("images");
        byte[] labels = new byte[75];
        Arrays.fill(labels, 40, 60, (byte) 1);
        Arrays.fill(labels, 60, 75, (byte) 2);
        byte[] pixels = new byte[75 * ImageShape.MNIST_PIXELS];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (random.nextInt(200) + 2 * labels[i / ImageShape.MNIST_PIXELS]);
        }
        return new LabeledImages(pixels, labels, 3);
    }
}
