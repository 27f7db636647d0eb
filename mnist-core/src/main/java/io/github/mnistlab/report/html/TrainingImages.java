package io.github.mnistlab.report.html;

import io.github.mnistlab.report.html.figure.ReportInput;
import java.util.List;

/**
 * What became of training images, variant by variant.
 *
 * @param synthetic those that balancing made up
 * @param syntheticLeft variants whose made-up images are left out
 * @param distorted those that augmentation distorted
 * @param distortedLeft variants whose distorted images are left out
 */
record TrainingImages(
        List<SyntheticSheet> synthetic, int syntheticLeft, List<DistortedSheet> distorted, int distortedLeft) {
    static TrainingImages of(ReportInput input, Sprites sprites) {
        return new TrainingImages(
                SyntheticSheet.of(input, sprites),
                SyntheticSheet.left(input),
                DistortedSheet.of(input, sprites),
                DistortedSheet.left(input));
    }
}
