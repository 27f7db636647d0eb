package io.github.mnistlab.data.file.csv;

import java.math.BigInteger;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The order of classes that have names: ascending if all are whole numbers, else that of Unicode's code points. */
public final class ClassNames {
    private static final Comparator<String> BY_CODE_POINT = (one, other) -> {
        int[] left = one.codePoints().toArray();
        int[] right = other.codePoints().toArray();
        return java.util.Arrays.compare(left, right);
    };

    private ClassNames() {}

    /** The names, each once. */
    public static List<String> inOrder(Collection<String> names) {
        boolean numbers = names.stream().allMatch(ClassNames::isWholeNumber);
        return names.stream()
                .distinct()
                .sorted(numbers ? Comparator.comparing(BigInteger::new) : BY_CODE_POINT)
                .toList();
    }

    /** Whether a name is a whole number, and written in the one usual way. */
    static boolean isWholeNumber(String name) {
        return name.matches("0|-?[1-9]\\d{0,17}");
    }
}
