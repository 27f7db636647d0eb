package io.github.mnistlab.bench;

import io.github.mnistlab.evaluate.Evaluation;
import io.github.mnistlab.evaluate.Probabilities;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long it takes to make every figure of a run from its predictions. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EvaluationTime {
    private static final int CLASSES = 10;

    /** Test rows. */
    @Param({"1000", "10000", "100000"})
    public int rows;

    private byte[] labels;
    private Probabilities probabilities;

    /** Draws labels, and probabilities that are mostly right. */
    @Setup
    public void draw() {
        Random random = new Random(1);
        labels = new byte[rows];
        float[] values = new float[rows * CLASSES];
        for (int row = 0; row < rows; row++) {
            labels[row] = (byte) random.nextInt(CLASSES);
            float sum = 0;
            for (int c = 0; c < CLASSES; c++) {
                float value = random.nextFloat() * (c == labels[row] ? 20 : 1);
                values[row * CLASSES + c] = value;
                sum += value;
            }
            for (int c = 0; c < CLASSES; c++) {
                values[row * CLASSES + c] /= sum;
            }
        }
        probabilities = Probabilities.of(values, CLASSES);
    }

    /** All of it. */
    @Benchmark
    public Evaluation evaluate() {
        return Evaluation.of(labels, probabilities);
    }
}
