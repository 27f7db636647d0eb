package io.github.mnistlab.data;

import java.util.List;
import java.util.Optional;

/**
 * Zalando's Fashion-MNIST: clothes in MNIST's form.
 *
 * @param training rows, 1 to 60,000; null for all
 * @param test rows, 1 to 10,000; null for all
 * @param seed of the drawing of subsets
 * @param imbalance null for none
 */
public record FashionMnist(Integer training, Integer test, long seed, Imbalance imbalance)
        implements DatasetSpec.PublicSet {
    /** By label, as its makers call them. */
    public static final List<String> CLASS_NAMES = List.of(
            "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot");

    /** Refuses numbers of rows that cannot be. */
    public FashionMnist {
        DatasetSpec.requireRows("training", training, PublicSet.TRAINING_ROWS);
        DatasetSpec.requireRows("test", test, PublicSet.TEST_ROWS);
    }

    @Override
    public String set() {
        return "fashion-mnist";
    }

    @Override
    public Optional<List<String>> knownClasses() {
        return Optional.of(CLASS_NAMES);
    }
}
