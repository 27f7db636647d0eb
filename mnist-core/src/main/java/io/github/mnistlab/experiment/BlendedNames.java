package io.github.mnistlab.experiment;

import io.github.mnistlab.balance.RowBalancing;
import io.github.mnistlab.data.TableSpec;
import java.util.List;
import java.util.Optional;

/** A warning of balancing that makes numbers between 0 and 1 in columns that stand for names. */
final class BlendedNames {
    private BlendedNames() {}

    /** The sentence, if there is such a variant. */
    static Optional<String> warning(List<Variant> variants) {
        List<String> blending = variants.stream()
                .filter(variant ->
                        variant.spec().trained().filter(BlendedNames::blends).isPresent())
                .map(Variant::name)
                .toList();
        if (blending.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("The table has categorical columns, and the balancing of " + String.join(", ", blending)
                + " makes rows that are part one category and part another, which no real row is. To give each new row one"
                + " category, use balancing: {method: smote-nc}.");
    }

    private static boolean blends(RunSpec.Trained spec) {
        return spec.dataset() instanceof TableSpec table
                && table.categorical() != null
                && spec.balancing() instanceof RowBalancing method
                && method.makesNumbers();
    }
}
