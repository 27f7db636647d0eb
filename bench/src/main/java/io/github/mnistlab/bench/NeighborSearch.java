package io.github.mnistlab.bench;

import io.github.mnistlab.balance.FeatureMatrix;
import io.github.mnistlab.balance.neighbors.NearestNeighbors;
import io.github.mnistlab.data.LabeledImages;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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

/** How the neighbour search grows with the number of images: the five nearest, among the first n images of MNIST. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
public class NeighborSearch {
    private static final int K = 5;
    private static final int QUERIES = 1_000;

    /** How many images there are. */
    @Param({"1000", "2000", "5000", "10000", "20000", "40000", "60000"})
    public int n;

    private FeatureMatrix features;
    private int[] rows;

    /** Loads the images. */
    @Setup
    public void load() {
        LabeledImages all = Mnist.training();
        rows = IntStream.range(0, n).toArray();
        features = FeatureMatrix.of(all.select(rows));
    }

    /** Of a thousand images: grows with n. */
    @Benchmark
    public int[][] ofAThousand() {
        try (NearestNeighbors search = new NearestNeighbors(features)) {
            return search.search(IntStream.range(0, QUERIES).toArray(), rows, K);
        }
    }

    /** Of each image: grows with n squared. */
    @Benchmark
    public int[][] ofEach() {
        try (NearestNeighbors search = new NearestNeighbors(features)) {
            return search.search(rows, rows, K);
        }
    }
}
