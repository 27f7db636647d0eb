package io.github.mnistlab.data;

import java.util.List;
import java.util.Optional;

/**
 * Kuzushiji-MNIST: Japanese characters in cursive, in MNIST's form.
 *
 * @param training rows, 1 to 60,000; null for all
 * @param test rows, 1 to 10,000; null for all
 * @param seed of the drawing of subsets
 * @param imbalance null for none
 */
public record Kmnist(Integer training, Integer test, long seed, Imbalance imbalance) implements DatasetSpec.PublicSet {
    /** By label, the hiragana that each stands for, in Latin letters. */
    public static final List<String> CLASS_NAMES = List.of("o", "ki", "su", "tsu", "na", "ha", "ma", "ya", "re", "wo");

    /** Refuses numbers of rows that cannot be. */
    public Kmnist {
        DatasetSpec.requireRows("training", training, PublicSet.TRAINING_ROWS);
        DatasetSpec.requireRows("test", test, PublicSet.TEST_ROWS);
    }

    @Override
    public String set() {
        return "kmnist";
    }

    @Override
    public Optional<List<String>> knownClasses() {
        return Optional.of(CLASS_NAMES);
    }
}
