package io.github.mnistlab.maven.init;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** One of a few things to choose from. */
public interface Choice {
    /** As it is written after {@code -D}. */
    String option();

    /** What it is, for people. */
    String description();

    /** The choice of that option; empty if there is none. */
    static <C extends Choice> Optional<C> of(C[] choices, String option) {
        return Arrays.stream(choices)
                .filter(choice -> choice.option().equals(option.strip()))
                .findFirst();
    }

    /** All options, for a message. */
    static String options(Choice[] choices) {
        return Arrays.stream(choices).map(Choice::option).collect(Collectors.joining(", "));
    }
}
