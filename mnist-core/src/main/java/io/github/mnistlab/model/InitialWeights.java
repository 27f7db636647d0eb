package io.github.mnistlab.model;

import io.github.mnistlab.data.RandomStreams;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Draws initial parameters, after {@code keras.initializers}.
 *
 * <p>Not left to Deeplearning4j: its generator's numbers depend on the machine's native library, its normal
 * initialisers do not cut off, and its LeCun uniform draws from ±3/√inputs instead of ±√(3/inputs).
 */
public final class InitialWeights {
    /** Standard deviation of a standard normal distribution cut off at ±2. */
    private static final double TRUNCATED_DEVIATION = 0.8796256610342398;

    private InitialWeights() {}

    /** All parameters in {@link FlatParameters}' order; layer {@code i} draws from stream {@code weights/layer-i}. */
    public static float[] draw(ModelSpec spec, int features, int classes, RandomStreams streams) {
        float[] parameters = new float[spec.parameters(features, classes)];
        int offset = 0;
        int inputs = features;
        for (int layer = 0; layer <= spec.hidden().size(); layer++) {
            int outputs = layer < spec.hidden().size() ? spec.hidden().get(layer) : classes;
            UniformRandomProvider random = streams.stream("weights/layer-" + layer);
            double variance = switch (spec.initializer()) {
                case GLOROT_UNIFORM, GLOROT_NORMAL -> 2.0 / (inputs + outputs);
                case HE_UNIFORM, HE_NORMAL -> 2.0 / inputs;
                case LECUN_UNIFORM, LECUN_NORMAL -> 1.0 / inputs;
            };
            int weights = inputs * outputs;
            switch (spec.initializer()) {
                case GLOROT_UNIFORM, HE_UNIFORM, LECUN_UNIFORM ->
                    uniform(parameters, offset, weights, StrictMath.sqrt(3 * variance), random);
                case GLOROT_NORMAL, HE_NORMAL, LECUN_NORMAL ->
                    truncatedNormal(
                            parameters, offset, weights, StrictMath.sqrt(variance) / TRUNCATED_DEVIATION, random);
            }
            offset += weights + outputs;
            if (spec.batchNormalization() && layer < spec.hidden().size()) {
                // Scales and variances; shifts and means are zero.
                Arrays.fill(parameters, offset, offset + outputs, 1);
                Arrays.fill(parameters, offset + 3 * outputs, offset + 4 * outputs, 1);
                offset += 4 * outputs;
            }
            inputs = outputs;
        }
        return parameters;
    }

    private static void uniform(float[] into, int offset, int count, double limit, UniformRandomProvider random) {
        for (int i = 0; i < count; i++) {
            into[offset + i] = (float) ((2 * random.nextDouble() - 1) * limit);
        }
    }

    /** Marsaglia's polar method, which needs only a logarithm and a root; values beyond ±2 are drawn again. */
    private static void truncatedNormal(
            float[] into, int offset, int count, double deviation, UniformRandomProvider random) {
        int drawn = 0;
        while (drawn < count) {
            double x = 2 * random.nextDouble() - 1;
            double y = 2 * random.nextDouble() - 1;
            double square = x * x + y * y;
            if (square >= 1 || square == 0) {
                continue;
            }
            double scale = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
            if (Math.abs(x * scale) <= 2) {
                into[offset + drawn++] = (float) (x * scale * deviation);
            }
            if (drawn < count && Math.abs(y * scale) <= 2) {
                into[offset + drawn++] = (float) (y * scale * deviation);
            }
        }
    }
}
