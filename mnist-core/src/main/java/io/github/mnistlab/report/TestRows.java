package io.github.mnistlab.report;

import io.github.mnistlab.result.ExperimentResult;

/** What the rows are called that an experiment is tested on. */
public final class TestRows {
    private TestRows() {}

    /** {@code test images}, or {@code test rows} where none of them is known to be an image. */
    public static String of(ExperimentResult result) {
        return result.specification().stream()
                        .anyMatch(variant -> variant.spec().dataset().hasImages())
                ? "test images"
                : "test rows";
    }
}
