package io.github.mnistlab.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** All that is wrong with several experiments, told at once. */
final class Problems {
    private final List<String> messages = new ArrayList<>();

    void add(String message) {
        messages.add(message);
    }

    /** @throws RuntimeException that is made of the messages, a line each, if there are any */
    void throwIfAny(Function<String, ? extends RuntimeException> exception) {
        if (!messages.isEmpty()) {
            throw exception.apply(String.join("\n", messages));
        }
    }
}
