package io.github.mnistlab.bench.tensorflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The experiment of speed.py for one seed, but for SMOTE, of which the time comes from elsewhere: trains the default perceptron on
 * MNIST's training images, and afresh on as many as SMOTE would make of them, and prints both accuracies.
 */
public final class TensorFlowExperiment {
    private static final List<Integer> HIDDEN = List.of(1025, 512, 256);
    private static final int BATCH = 128;

    private TensorFlowExperiment() {}

    /** @param args MNIST's folder, the seed, threads, epochs */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        long seed = Long.parseLong(args[1]);
        int threads = Integer.parseInt(args[2]);
        int epochs = Integer.parseInt(args[3]);
        Rows training = Rows.read(folder, "train");
        Rows test = Rows.read(folder, "t10k");
        System.out.println(accuracy(training, test, threads, epochs, seed) + " "
                + accuracy(training.balanced(), test, threads, epochs, seed));
    }

    private static double accuracy(Rows training, Rows test, int threads, int epochs, long seed) {
        try (TensorFlowNetwork network = new TensorFlowNetwork(HIDDEN, BATCH, false, training, threads, seed)) {
            for (int epoch = 0; epoch < epochs; epoch++) {
                network.shuffle();
                for (int step = 0; step < training.size() / BATCH; step++) {
                    network.step();
                }
            }
            return network.accuracy(test);
        }
    }
}
