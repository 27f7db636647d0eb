package io.github.mnistlab.balance;

/**
 * A balancing method, sound in itself, that cannot be applied to the rows at hand: one class only, too few rows in one,
 * counts that the strategy cannot lead to. A study that crosses methods with data reports it and goes on.
 */
public final class NotApplicableException extends IllegalArgumentException {

    /** @param message what cannot be done, to which class, why, and what would work */
    public NotApplicableException(String message) {
        super(message);
    }
}
