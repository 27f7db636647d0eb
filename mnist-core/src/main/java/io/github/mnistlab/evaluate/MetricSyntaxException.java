package io.github.mnistlab.evaluate;

import java.util.Optional;

/** A text that is not a {@link MetricExpression}. */
public final class MetricSyntaxException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String found;
    private final String nearest;

    MetricSyntaxException(String found, String nearest, String advice) {
        super("\"" + found + "\" is not a metric; " + advice);
        this.found = found;
        this.nearest = nearest;
    }

    /** The text. */
    public String found() {
        return found;
    }

    /** The metric that was probably meant, if one is near. */
    public Optional<String> nearest() {
        return Optional.ofNullable(nearest);
    }
}
