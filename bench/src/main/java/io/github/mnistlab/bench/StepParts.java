package io.github.mnistlab.bench;

import io.github.mnistlab.model.step.StepPartsTrial;
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

/** How long each part of a training step takes, on one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 4, time = 1)
public class StepParts {
    /** Units of the hidden layers. Not between commas, at which JMH would cut them. */
    @Param("1025-512-256")
    public String hidden;

    /** Rows of a batch. */
    @Param({"32", "128", "512"})
    public int batch;

    private StepPartsTrial trial;

    /** Draws weights, and goes through a step once. */
    @Setup
    public void prepare() {
        List<Integer> units =
                Arrays.stream(hidden.split("-", -1)).map(Integer::valueOf).toList();
        trial = new StepPartsTrial(Mnist.training(), units, batch);
    }

    /** Bytes become numbers. */
    @Benchmark
    public void fill() {
        trial.fill();
    }

    /** Products of the way forward. */
    @Benchmark
    public void forwardProducts() {
        trial.forwardProducts();
    }

    /** ReLU. */
    @Benchmark
    public void units() {
        trial.units();
    }

    /** Softmax, the loss and its gradient. */
    @Benchmark
    public void loss() {
        trial.loss();
    }

    /** Products that give gradients with respect to inputs. */
    @Benchmark
    public void inputGradients() {
        trial.inputGradients();
    }

    /** ReLU's derivative. */
    @Benchmark
    public void unitsBack() {
        trial.unitsBack();
    }

    /** Products that give gradients of parameters, and copies. */
    @Benchmark
    public void gradients() {
        trial.gradients();
    }

    /** The same, and Adam. */
    @Benchmark
    public void gradientsAndAdam() {
        trial.gradientsAndAdam();
    }

    /** Frees what is outside the Java heap. */
    @TearDown
    public void close() {
        trial.close();
    }
}
