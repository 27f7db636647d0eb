package io.github.mnistlab.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.mnistlab.balance.SamplingStrategy.Classes;
import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.OneHot;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no method takes, whoever asks it from Java. */
class RefusalsTest {
    @Test
    void classesAreNumberedUpTo65535() {
        assertThat(new ClassRows(new int[] {0, 65_535}).counts()).hasSize(65_536);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClassRows(new int[] {0, 65_536}))
                .withMessage("labels must be 0 to 65535, but row 1 has 65536");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClassRows(new int[] {-1}))
                .withMessage("labels must be 0 to 65535, but row 0 has -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClassRows(FeatureMatrix.of(new double[3][1]), new int[2]))
                .withMessage("there must be a label a row, but there are 2 for 3 rows");
    }

    @Test
    void aRecipeIsForAsManyRowsAsItWasMadeFor() {
        Resampling recipe = new Resampling.Builder(3).addOriginals().build();
        String message = "the recipe was made for 3 rows, but is applied to 2";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> recipe.apply(new int[2]))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recipe.apply(new double[2][1]))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> recipe.apply(new LabeledImages(new byte[2 * ImageShape.MNIST_PIXELS], new byte[2], 2)))
                .withMessage(message);
    }

    @Test
    void oneNeighbourIsEnough() {
        assertThatCode(() -> {
                    new Adasyn(1, Classes.AUTO);
                    new BorderlineSmote(1, 1, BorderlineSmote.Kind.BORDERLINE_1, Classes.AUTO);
                    new Smote(1, Classes.AUTO);
                    new SmoteEnn(1, 1, SmoteEnn.KindSel.ALL, Classes.AUTO);
                    new SmoteNc(1, Classes.AUTO);
                    new SmoteTomek(1, Classes.AUTO);
                    new SvmSmote(1, 1, 1, Classes.AUTO);
                })
                .doesNotThrowAnyException();
        assertThat(new SvmSmote(1, 1, -0.0, Classes.AUTO)).isEqualTo(new SvmSmote(1, 1, 0, Classes.AUTO));
    }

    /** Its rows have names as they are; EveryRowMethodTest asks the others. */
    @Test
    void smoteNcAddsRowsAndMakesNoNumbersOfNames() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SmoteNc(5, Classes.MAJORITY))
                .withMessageStartingWith(
                        "samplingStrategy \"majority\" is for methods that leave rows out, and smote-nc"
                                + " adds rows");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SmoteNc(0, Classes.AUTO))
                .withMessage("kNeighbors must be 1 or more, but is 0");
        assertThat(new SmoteNc().makesNumbers()).isFalse();
    }

    /** Before any memory is asked for. */
    @Test
    void moreBytesThanAnArrayHoldsAreRefused() {
        Resampling.Builder recipe = new Resampling.Builder(1);
        for (int row = 0; row < 2_048; row++) {
            recipe.addOriginal(0);
        }

        assertThatExceptionOfType(NotApplicableException.class)
                .isThrownBy(() -> recipe.build().apply((row, into, at) -> {}, 1 << 20))
                .withMessage("balancing makes 2048 rows of 1048576 bytes, and no more than 2 GiB can be held; ask for"
                        + " fewer rows");
    }

    @Test
    void columnsOfNamesAreAmongThoseThatThereAre() {
        double[][] rows = {{0.5, 1, 0}, {0.25, 0, 1}};

        assertThat(FeatureMatrix.of(rows, List.of(new OneHot(1, 3))).oneHot()).containsExactly(new OneHot(1, 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeatureMatrix.of(rows, List.of(new OneHot(1, 4))))
                .withMessage("one-hot columns are [OneHot[from=1, to=4]], but there are 3");
    }

    @Test
    void nothingStandsForADefault() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RandomOver(Classes.AUTO, null))
                .withMessage("shrinkage must be a number of at least 0, or a map from class to such");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClassWeight(null))
                .withMessage("classWeight must be balanced, or a map from class to weight");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SmoteEnn(5, 3, null, Classes.AUTO))
                .withMessage("kindSel must be all or mode, but is null");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClassWeight.PerClass(new TreeMap<>()))
                .withMessage("classWeight must name at least one class and its weight");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClassWeight.PerClass(new TreeMap<>(Map.of(-1, 2.0))))
                .withMessageContaining("maps -1 to 2.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Shrinkage.PerClass(new TreeMap<>(Map.of(-1, 2.0))))
                .withMessageContaining("maps -1 to 2.0");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1.01, 1, Double.NaN})
    void aGapLeadsNoFurtherThanToTheNeighbour(double gap) {
        assertThat(new SyntheticExample(0, 0, 0, -1.0, null).gap()).isEqualTo(-1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SyntheticExample(0, 0, 0, gap, null))
                .withMessage("gap must be -1 to 1, 1 excluded, but is " + gap);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SyntheticExample(-1, 0, 0, 0.0, null))
                .withMessage("class and rows must be 0 or more, but class is -1, base 0 and neighbor 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SyntheticExample(0, 0, -1, 0.0, null))
                .withMessageEndingWith("and neighbor -1");
    }

    @Test
    void probabilitiesComeAsManyARowAsThereAreClasses() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Threshold().correct(new float[5], new int[] {1, 2}))
                .withMessage("there must be 2 probabilities a row, but there are 5 in all");
        assertThatExceptionOfType(NotApplicableException.class)
                .isThrownBy(() -> new Threshold().correct(new float[4], new int[] {1, 0}))
                .withMessage(
                        "threshold cannot be applied to class 1: it has no training row, and a probability cannot be"
                                + " divided by a share of 0; the rows of each class are [1, 0]");
    }

    /** The largest and the smallest number of all, in one row: neither their square nor their distance overflows. */
    @Test
    void numbersMayBeAsLargeAsTheyAre() {
        double[][] rows = {{Double.MAX_VALUE, Double.MIN_VALUE}, {-Double.MAX_VALUE, 1}, {0, 0}};
        FeatureMatrix features = FeatureMatrix.of(rows);

        assertThat(features.value(0, 0)).isEqualTo(Double.MAX_VALUE);
        assertThat(features.squaredDistance(0, 1)).isFinite().isGreaterThan(features.squaredDistance(0, 2));
        assertThat(Arrays.asList(features.rows(), features.columns())).containsExactly(3, 2);
    }
}
