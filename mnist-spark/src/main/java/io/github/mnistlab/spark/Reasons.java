package io.github.mnistlab.spark;

import java.util.StringJoiner;

/** What exceptions say, for people. */
final class Reasons {
    private Reasons() {}

    /** The exception's and all its causes' words, but none that an earlier one has said already; no list of calls. */
    static String of(Throwable thrown) {
        StringJoiner said = new StringJoiner(": ");
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            String message =
                    cause.getMessage() == null ? cause.getClass().getSimpleName() : firstLine(cause.getMessage());
            if (!message.isEmpty() && !said.toString().contains(message)) {
                said.add(message);
            }
        }
        return said.toString();
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("").strip();
    }
}
