package io.github.mnistlab.report;

import io.github.mnistlab.data.DatasetSpec;
import io.github.mnistlab.data.TableSpec;
import io.github.mnistlab.experiment.Variant;
import io.github.mnistlab.result.ExperimentResult;
import java.util.List;

/** What the rows are called that an experiment is tested on. */
public final class TestRows {
    private TestRows() {}

    /** {@code test images}, or {@code test rows} where none of them is known to be an image. */
    public static String of(ExperimentResult result) {
        return of(result.specification());
    }

    static String of(List<Variant> variants) {
        boolean images = variants.stream()
                .map(variant -> variant.spec().dataset())
                .anyMatch(data -> !(data instanceof TableSpec || data instanceof DatasetSpec.Labels));
        return images ? "test images" : "test rows";
    }
}
