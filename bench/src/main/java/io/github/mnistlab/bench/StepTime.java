package io.github.mnistlab.bench;

import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.model.step.StepTrial;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Trains for some seconds, as a worker does in a fresh JVM or after other runs, and prints rows a second. */
public final class StepTime {
    private static final double WARM_UP_SECONDS = 1.5;

    private StepTime() {}

    /**
     * @param args ours, regularized or deeplearning4j, hidden units such as {@code 512,256}, rows of a batch, seconds, threads, epochs to
     *     train before: the fewer units of a network are active, the less is multiplied; seconds for which another network is trained
     *     before, so that the JVM has compiled the step
     */
    public static void main(String[] args) {
        StepTrial.Kind kind = StepTrial.Kind.valueOf(args[0].toUpperCase(Locale.ROOT));
        List<Integer> hidden =
                Arrays.stream(args[1].split(",", -1)).map(Integer::valueOf).toList();
        int batch = Integer.parseInt(args[2]);
        LabeledImages rows = Mnist.training();
        int threads = Integer.parseInt(args[4]);
        try (StepTrial other = new StepTrial(kind, rows, hidden, batch, threads)) {
            stepsASecond(other, Double.parseDouble(args[6]));
        }
        try (StepTrial trial = new StepTrial(kind, rows, hidden, batch, threads)) {
            stepsASecond(trial, WARM_UP_SECONDS);
            for (int left = Integer.parseInt(args[5]) * (rows.size() / batch); left > 0; left--) {
                trial.run();
            }
            System.out.println(batch * stepsASecond(trial, Double.parseDouble(args[3])));
        }
    }

    private static double stepsASecond(StepTrial trial, double seconds) {
        long start = System.nanoTime();
        int steps = 0;
        double elapsed = 0;
        while (elapsed < seconds) {
            trial.run();
            steps++;
            elapsed = (System.nanoTime() - start) / 1e9;
        }
        return steps / elapsed;
    }
}
