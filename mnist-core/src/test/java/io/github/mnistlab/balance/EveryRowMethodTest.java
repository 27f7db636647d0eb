package io.github.mnistlab.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mnistlab.balance.BorderlineSmote.Kind;
import io.github.mnistlab.balance.Resampling.Original;
import io.github.mnistlab.balance.Resampling.Synthetic;
import io.github.mnistlab.balance.SamplingStrategy.Classes;
import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.RandomStreams;
import io.github.mnistlab.data.generated.DigitGenerator;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for all methods that act on rows, new ones included. */
class EveryRowMethodTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final RandomStreams RANDOM = new RandomStreams(5);

    static List<RowBalancing> methods() {
        return List.of(
                new Adasyn(),
                new BorderlineSmote(),
                new BorderlineSmote(5, 10, Kind.BORDERLINE_2, Classes.AUTO),
                new RandomOver(),
                new RandomOver(Classes.AUTO, 1),
                new RandomUnder(),
                new Smote(),
                new SmoteEnn(5, 3, SmoteEnn.KindSel.MODE, Classes.AUTO),
                new SmoteTomek(),
                new SvmSmote());
    }

    static Stream<RowBalancing> methodsThatSeekNeighbours() {
        return methods().stream().filter(method -> !neighborOptions(method).isEmpty());
    }

    @Test
    void noneIsForgotten() {
        // SmoteNc takes tables alone: SmoteNcTest holds it.
        assertThat(Stream.concat(methods().stream().map(Object::getClass), Stream.of(SmoteNc.class))
                        .distinct()
                        .toArray())
                .containsExactlyInAnyOrder((Object[]) RowBalancing.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void originalRowsAreUntouchedFirstAndInTheirOrder(RowBalancing method) {
        LabeledImages images = images(40, 20, 15);
        String before = images.digest();

        Resampling recipe = method.resample(images, RANDOM);
        LabeledImages result = method.balance(images, RANDOM).rows().images();

        assertThat(images.digest()).isEqualTo(before);
        int kept = 0;
        while (kept < recipe.size()
                && recipe.row(kept) instanceof Original original
                && (kept == 0 || original.row() > recipe.row(kept - 1).base())) {
            kept++;
        }
        int[] originals =
                IntStream.range(0, kept).map(i -> recipe.row(i).base()).toArray();
        if (method instanceof RandomUnder) {
            assertThat(kept).isEqualTo(recipe.size());
        } else if (method instanceof SmoteTomek || method instanceof SmoteEnn) {
            assertThat(kept).isLessThanOrEqualTo(75);
        } else {
            assertThat(originals).isEqualTo(IntStream.range(0, 75).toArray());
        }
        assertThat(result.select(IntStream.range(0, kept).toArray())).isEqualTo(images.select(originals));
        for (int i = kept; i < recipe.size(); i++) {
            assertThat(recipe.row(i) instanceof Original).isEqualTo(method.equals(new RandomOver()));
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void everyRowHasTheLabelOfItsBaseAndLiesOnTheLineToItsNeighbour(RowBalancing method) {
        LabeledImages images = images(40, 20, 15);
        double[][] rows = doubles(images);
        Resampling recipe = method.resample(images, RANDOM);

        double[][] made = recipe.apply(rows);

        assertThat(recipe.apply(images).labels())
                .isEqualTo(images.select(IntStream.range(0, recipe.size())
                                .map(i -> recipe.row(i).base())
                                .toArray())
                        .labels());
        BitSet bases = new BitSet();
        for (int i = 0; i < recipe.size(); i++) {
            if (recipe.row(i) instanceof Synthetic row) {
                bases.set(row.base());
                assertThat(row.neighbor()).isNotEqualTo(row.base());
                assertThat(row.gap())
                        .isGreaterThan(method instanceof SvmSmote ? -0.5 : -0.0)
                        .isLessThan(1);
                double[] base = rows[row.base()];
                double[] neighbor = rows[row.neighbor()];
                for (int column = 0; column < base.length; column += 97) {
                    double low = Math.min(base[column], neighbor[column]);
                    double high = Math.max(base[column], neighbor[column]);
                    double beyond = row.gap() < 0 ? (high - low) / 2 : 0;
                    assertThat(made[i][column]).isBetween(low - beyond, high + beyond);
                }
            }
        }
        boolean random = method instanceof RandomOver || method instanceof RandomUnder;
        assertThat(bases.cardinality() > 3).isEqualTo(!random);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void theSameSeedGivesTheSameBytesAndAnotherSeedOthers(RowBalancing method) {
        LabeledImages images = images(40, 20, 15);

        String once = method.balance(images, RANDOM).rows().digest();

        assertThat(method.balance(images, RANDOM).rows().digest()).isEqualTo(once);
        assertThat(method.balance(images, new RandomStreams(6)).rows().digest()).isNotEqualTo(once);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void oneClassIsRefused(RowBalancing method) {
        assertThatThrownBy(() -> method.balance(images(30), RANDOM))
                .isInstanceOf(NotApplicableException.class)
                .hasMessageContainingAll("nothing to balance: 1 class(es)", "class 0: 30", "two are needed");
    }

    @ParameterizedTest
    @MethodSource("methods")
    void unknownClassesAreRefusedSayingWhichThereAre(RowBalancing method) throws JsonMappingException {
        ObjectNode json = JSON.valueToTree(method);
        json.putObject("samplingStrategy").put("7", 100);

        assertThatThrownBy(() -> ((RowBalancing) JSON.convertValue(json, BalancingSpec.class))
                        .balance(images(40, 20, 15), RANDOM))
                .isInstanceOf(NotApplicableException.class)
                .hasMessage("samplingStrategy asks for 100 rows of class 7, which has none; classes with rows are"
                        + " (class 0: 40, class 1: 20, class 2: 15)");
    }

    @ParameterizedTest
    @MethodSource("methodsThatSeekNeighbours")
    void tooFewRowsAreRefusedSayingHowManyAndWhatWouldWork(RowBalancing method) {
        String name = JSON.valueToTree(method).get("method").textValue();

        assertThatThrownBy(() -> method.balance(images(40, 20, 5), RANDOM))
                .isInstanceOf(NotApplicableException.class)
                .hasMessageContainingAll(
                        name.startsWith("smote-") ? "smote with" : name + " with",
                        " 5 cannot be applied to class 2: it has 5 rows",
                        "works is 4");
        assertThatThrownBy(() -> method.balance(images(40, 20, 1), RANDOM))
                .isInstanceOf(NotApplicableException.class)
                .hasMessageContainingAll("class 2: it has 1 row, and so no neighbour", "leave the class out");
    }

    @ParameterizedTest
    @MethodSource("methodsThatSeekNeighbours")
    void fewerThanOneNeighbourAreRefused(RowBalancing method) {
        for (String option : neighborOptions(method)) {
            for (int k : new int[] {0, -1}) {
                ObjectNode json = JSON.valueToTree(method);
                json.put(option, k);
                assertThatThrownBy(() -> JSON.treeToValue(json, BalancingSpec.class))
                        .as(option)
                        .isInstanceOf(JsonMappingException.class)
                        .hasMessageContaining(option)
                        .hasMessageContaining("must be 1 or more, but ")
                        .hasMessageContaining(" " + k);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void labelsMustBeThereForEachRowAndNotNegative(RowBalancing method) {
        FeatureMatrix features = FeatureMatrix.of(new double[][] {{0}, {1}, {2}});

        assertThatThrownBy(() -> method.resample(features, new int[] {0, 1}, RANDOM))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 for 3 rows");
        assertThatThrownBy(() -> method.resample(features, new int[] {0, 1, -4}, RANDOM))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("row 2 has -4");
        assertThatThrownBy(() ->
                        method.resample(FeatureMatrix.of(new double[][] {{0, 1}, {2, Double.NaN}}), new int[2], RANDOM))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("row 1, column 1 (both from 0) is NaN");
    }

    private static List<String> neighborOptions(RowBalancing method) {
        return Arrays.stream(method.getClass().getRecordComponents())
                .map(RecordComponent::getName)
                .filter(name -> name.endsWith("Neighbors"))
                .toList();
    }

    /** Generated digits: so many threes, fives and eights, which are classes 0, 1 and 2. */
    private static LabeledImages images(int... counts) {
        LabeledImages digits = DigitGenerator.generate(1, "training", 1_000);
        int[] shapes = {3, 5, 8};
        int[] rows = IntStream.range(0, counts.length)
                .flatMap(label -> IntStream.range(0, digits.size())
                        .filter(row -> digits.label(row) == shapes[label])
                        .limit(counts[label]))
                .toArray();
        byte[] labels = new byte[rows.length];
        int row = 0;
        for (int label = 0; label < counts.length; label++) {
            Arrays.fill(labels, row, row += counts[label], (byte) label);
        }
        return new LabeledImages(digits.select(rows).toPixelArray(), labels, 3);
    }

    private static double[][] doubles(LabeledImages images) {
        double[][] rows = new double[images.size()][ImageShape.MNIST_PIXELS];
        for (int row = 0; row < rows.length; row++) {
            for (int pixel = 0; pixel < ImageShape.MNIST_PIXELS; pixel++) {
                rows[row][pixel] = images.pixel(row, pixel);
            }
        }
        return rows;
    }
}
