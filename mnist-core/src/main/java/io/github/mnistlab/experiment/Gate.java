package io.github.mnistlab.experiment;

import io.github.mnistlab.evaluate.MetricExpression;
import java.util.List;
import java.util.Objects;

/**
 * What must hold for the build to pass.
 *
 * @param metric what is judged, measured on the test images
 * @param variant whose metric it is
 * @param limit what it is held against
 * @param confidence how sure the verdict must be
 * @param speaksOf what the verdict speaks of
 * @param onInconclusive what it does where what was measured supports neither pass nor fail
 * @param location where it stands in the experiment file
 */
public record Gate(
        MetricExpression metric,
        String variant,
        Limit limit,
        Confidence confidence,
        SpeaksOf speaksOf,
        OnInconclusive onInconclusive,
        SourceLocation location) {
    /** Refuses to miss a part. */
    public Gate {
        Objects.requireNonNull(metric, "metric must be given");
        Objects.requireNonNull(variant, "variant must be given");
        Objects.requireNonNull(limit, "limit must be given");
        Objects.requireNonNull(confidence, "confidence must be given");
        Objects.requireNonNull(speaksOf, "speaksOf must be given");
        Objects.requireNonNull(onInconclusive, "onInconclusive must be given");
        Objects.requireNonNull(location, "location must be given");
    }

    /** The same where the classes of its variant's data set have these names. */
    public Gate in(List<String> classNames) {
        return new Gate(metric.in(classNames), variant, limit, confidence, speaksOf, onInconclusive, location);
    }
}
