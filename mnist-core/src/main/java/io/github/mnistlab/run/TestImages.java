package io.github.mnistlab.run;

import io.github.mnistlab.data.DatasetSpec;
import io.github.mnistlab.data.file.DatasetFiles;
import io.github.mnistlab.experiment.Variant;
import java.util.List;
import java.util.Map;

/**
 * What decides on which images a run is tested: two of equal value are tested on the same ones, in the same order.
 *
 * @param images digest of the test images; null where there are labels alone
 * @param labels digest of their labels
 * @param rows how many of them are drawn; null for all
 * @param seed from which they are drawn; 0 where all are taken
 */
public record TestImages(String images, String labels, Integer rows, long seed) {

    /**
     * Those of a variant.
     *
     * @param variants the variant among others
     * @param data the data set of each variant
     */
    public static TestImages of(List<Variant> variants, Map<String, DatasetFiles.Digests> data, String name) {
        DatasetSpec dataset = variants.stream()
                .filter(variant -> variant.name().equals(name))
                .map(variant -> variant.spec().dataset())
                .findFirst()
                .orElseThrow();
        return of(dataset, data.get(name));
    }

    public static TestImages of(DatasetSpec dataset, DatasetFiles.Digests digests) {
        return new TestImages(
                digests.testImages(),
                digests.testLabels(),
                dataset.test(),
                dataset.test() == null ? 0 : dataset.seed());
    }
}
