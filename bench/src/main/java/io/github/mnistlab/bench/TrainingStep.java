package io.github.mnistlab.bench;

import io.github.mnistlab.model.step.StepTrial;
import java.util.Arrays;
import java.util.List;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** How long a training step takes, by network, batch and threads. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TrainingStep {
    /** Units of the hidden layers. Not between commas, at which JMH would cut them. */
    @Param({"1025-512-256", "128", "512-512", "2048-2048"})
    public String hidden;

    /** Rows of a batch. */
    @Param({"32", "128", "512"})
    public int batch;

    /** Threads that work on it. */
    @Param({"1", "2"})
    public int threads;

    /** Whose step it is. */
    @Param({"OURS"})
    public StepTrial.Kind kind;

    private StepTrial trial;

    /** Draws weights. */
    @Setup
    public void prepare() {
        List<Integer> units =
                Arrays.stream(hidden.split("-", -1)).map(Integer::valueOf).toList();
        trial = new StepTrial(kind, Mnist.training(), units, batch, threads);
    }

    /** One step. */
    @Benchmark
    public double step() {
        return trial.run();
    }

    /** Frees what is outside the Java heap. */
    @TearDown
    public void close() {
        trial.close();
    }
}
