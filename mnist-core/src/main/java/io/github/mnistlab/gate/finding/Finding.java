package io.github.mnistlab.gate.finding;

import io.github.mnistlab.evaluate.interval.ConfidenceBounds;
import java.util.Optional;
import java.util.function.DoubleFunction;

/**
 * What can be said of a metric, or of a difference, beyond what was measured.
 *
 * @param estimate what was measured
 * @param bounds of what it is
 * @param scope what that speaks of
 * @param method how the bounds were found
 * @param beside what else is worth knowing at a level, given as alpha
 * @param seeds if more of them would make it surer
 * @param images how many images it rests on; 0 where they do not matter
 * @param doubt why it must not be believed that it is good; may be empty
 */
public record Finding(
        double estimate,
        ConfidenceBounds bounds,
        Scope scope,
        String method,
        Beside beside,
        Optional<Seeds> seeds,
        int images,
        String doubt) {

    /**
     * Several seeds.
     *
     * @param count how many, of each side
     * @param variance what they add to that of the estimate
     * @param times the bounds if there were so many times as many
     */
    public record Seeds(int count, double variance, DoubleFunction<ConfidenceBounds> times) {}

    /** Something to be shown beside the bounds. */
    @FunctionalInterface
    public interface Beside {
        /** Nothing. */
        Beside NOTHING = alpha -> "";

        /** For people; may be empty. */
        String at(double alpha);
    }

    /** Whether there is no doubt at all: the models are the same ones. */
    public boolean isExact() {
        return bounds instanceof Exactly;
    }

    /** Of which nothing but the estimate is known. */
    static Finding unknown(double estimate, ConfidenceBounds bounds, Scope scope, int images) {
        return new Finding(
                estimate,
                bounds,
                scope,
                "no method: one test row tells nothing of others",
                Beside.NOTHING,
                Optional.empty(),
                images,
                "");
    }

    /** The bounds as if there were so many times as many seeds; where seeds would tell nothing, those that there are. */
    ConfidenceBounds withSeeds(double times) {
        return seeds.map(some -> some.times().apply(times)).orElse(bounds);
    }

    /** Of the value with its sign turned. */
    Finding negated() {
        return new Finding(
                -estimate,
                new Negated(bounds),
                scope,
                method,
                beside,
                seeds.map(some -> new Seeds(
                        some.count(),
                        some.variance(),
                        times -> new Negated(some.times().apply(times)))),
                images,
                doubt);
    }

    /** Likewise, but for what it speaks of and how it was found. */
    Finding of(double otherEstimate, ConfidenceBounds otherBounds, String otherMethod) {
        return new Finding(otherEstimate, otherBounds, scope, otherMethod, beside, seeds, images, doubt);
    }
}
