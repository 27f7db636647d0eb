package io.github.mnistlab.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.RandomStreams;
import io.github.mnistlab.data.generated.DigitGenerator;
import io.github.mnistlab.model.AugmentationSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DistortedExampleTest {
    private static final LabeledImages ROWS = DigitGenerator.generate(1, "training", 100);
    private static final AugmentationSpec TURNED =
            new AugmentationSpec(AugmentationSpec.Affine.DEFAULT, null, null, null);

    @Test
    void anImageOfEachClassBesideWhatEachEpochMakesOfIt() {
        List<DistortedExample> examples = DistortedExample.of(TURNED, 20, ROWS, new RandomStreams(3));

        assertThat(examples).hasSize(ROWS.classes());
        for (int label = 0; label < examples.size(); label++) {
            DistortedExample example = examples.get(label);
            assertThat(example.original().label(0)).isEqualTo(label);
            assertThat(example.distorted().size()).isEqualTo(DistortedExample.MOST_EPOCHS);
            Set<List<Byte>> different = new HashSet<>();
            different.add(bytes(example.original(), 0));
            for (int epoch = 0; epoch < DistortedExample.MOST_EPOCHS; epoch++) {
                assertThat(example.distorted().label(epoch)).isEqualTo(label);
                different.add(bytes(example.distorted(), epoch));
            }
            assertThat(different).hasSize(1 + DistortedExample.MOST_EPOCHS);
        }
    }

    @Test
    void followsFromTheSeed() {
        LabeledImages once = DistortedExample.of(TURNED, 20, ROWS, new RandomStreams(3))
                .get(0)
                .distorted();
        LabeledImages again = DistortedExample.of(TURNED, 20, ROWS, new RandomStreams(3))
                .get(0)
                .distorted();
        LabeledImages other = DistortedExample.of(TURNED, 20, ROWS, new RandomStreams(4))
                .get(0)
                .distorted();

        assertThat(again.toPixelArray()).isEqualTo(once.toPixelArray());
        assertThat(other.toPixelArray()).isNotEqualTo(once.toPixelArray());
    }

    @Test
    void aClassWithoutRowsHasNone() {
        int[] withoutThree = IntStream.range(0, ROWS.size())
                .filter(row -> ROWS.label(row) != 3)
                .toArray();

        assertThat(DistortedExample.of(TURNED, 20, ROWS.select(withoutThree), new RandomStreams(3)))
                .hasSize(9)
                .noneMatch(example -> example.original().label(0) == 3);
    }

    private static List<Byte> bytes(LabeledImages images, int row) {
        List<Byte> bytes = new ArrayList<>();
        for (byte pixel : images.image(row)) {
            bytes.add(pixel);
        }
        return bytes;
    }
}
