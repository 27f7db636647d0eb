package io.github.mnistlab.bench.tensorflow;

import java.util.Arrays;
import java.util.List;

/** TensorFlow's training steps on random images, in one thread: prints rows a second. */
public final class TensorFlowSteps {
    private static final double WARM_UP_SECONDS = 1.5;

    private TensorFlowSteps() {}

    /** @param args hidden units such as {@code 512,256}, rows of a batch, seconds, plain or regularized */
    public static void main(String[] args) {
        List<Integer> hidden =
                Arrays.stream(args[0].split(",", -1)).map(Integer::valueOf).toList();
        int batch = Integer.parseInt(args[1]);
        boolean regularized = args[3].equals("regularized");
        try (TensorFlowNetwork network = new TensorFlowNetwork(hidden, batch, regularized, Rows.drawn(60_000), 1, 1)) {
            stepsASecond(network, WARM_UP_SECONDS);
            System.out.println(batch * stepsASecond(network, Double.parseDouble(args[2])));
        }
    }

    private static double stepsASecond(TensorFlowNetwork network, double seconds) {
        long start = System.nanoTime();
        int steps = 0;
        double elapsed = 0;
        while (elapsed < seconds) {
            network.step();
            steps++;
            elapsed = (System.nanoTime() - start) / 1e9;
        }
        return steps / elapsed;
    }
}
