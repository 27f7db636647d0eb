package io.github.mnistlab.bench.pytorch;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.global.torch;

/** PyTorch's training steps on random images, in one thread: prints rows a second. */
public final class PyTorchSteps {
    private static final double WARM_UP_SECONDS = 1.5;

    private PyTorchSteps() {}

    /** @param args hidden units such as {@code 512,256}, rows of a batch, seconds, plain or regularized */
    public static void main(String[] args) {
        torch.set_num_threads(1);
        List<Integer> hidden =
                Arrays.stream(args[0].split(",", -1)).map(Integer::valueOf).toList();
        int batch = Integer.parseInt(args[1]);
        PyTorchNetwork network = new PyTorchNetwork(hidden, batch, args[3].equals("regularized"));
        stepsASecond(network, WARM_UP_SECONDS);
        System.out.println(batch * stepsASecond(network, Double.parseDouble(args[2])));
    }

    private static double stepsASecond(PyTorchNetwork network, double seconds) {
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
