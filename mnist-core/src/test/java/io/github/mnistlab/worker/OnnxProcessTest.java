package io.github.mnistlab.worker;

import static io.github.mnistlab.external.onnx.SmallOnnx.FLOAT32;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.experiment.JudgedModel.Values;
import io.github.mnistlab.experiment.PixelScale;
import io.github.mnistlab.external.onnx.OnnxCall;
import io.github.mnistlab.external.onnx.SmallOnnx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Models that are made to harm do it in a process that is ended. */
class OnnxProcessTest {
    private static final int ROWS = 300;

    @TempDir
    private Path folder;

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux tells how much memory a process has")
    void isEndedWhereItsMemoryGrowsBeyondBounds() throws Exception {
        new SmallOnnx()
                .longs("huge", new long[] {1L << 25, 10}, 2)
                .node("ConstantOfShape", "zeros", "huge")
                .node("Exp", "ones", "zeros")
                .node("ReduceSum", "sum", "ones")
                .node("Mul", "probabilities", "pixels", "sum")
                .input("pixels", FLOAT32, -1, 784)
                .output("probabilities", FLOAT32, -1, 784)
                .write(folder.resolve("model.onnx"));

        assertThatThrownBy(() -> answer(Duration.ofSeconds(60), 700))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("model.onnx cannot be judged: it takes more than 700 MiB of memory");
    }

    @Test
    void isEndedWhereItTakesForEver() throws Exception {
        SmallOnnx body = new SmallOnnx()
                .node("Identity", "again", "condition")
                .node("Exp", "next", "state")
                .input("iteration", SmallOnnx.INT64)
                .input("condition", 9)
                .input("state", FLOAT32, -1, 784)
                .output("again", 9)
                .output("next", FLOAT32, -1, 784);
        new SmallOnnx()
                .longs("times", new long[] {Long.MAX_VALUE})
                .scalar("true", 9, 1)
                .nodeWithBody("Loop", "probabilities", body, "times", "true", "pixels")
                .input("pixels", FLOAT32, -1, 784)
                .output("probabilities", FLOAT32, -1, 784)
                .write(folder.resolve("model.onnx"));

        assertThatThrownBy(() -> answer(Duration.ofSeconds(4), 2000))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("model.onnx cannot be judged: it was not done within 4 s");
    }

    @Test
    void givesTheSameBitsAgain() throws Exception {
        Random random = new Random(5);
        float[] weights = new float[784 * 10];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) random.nextGaussian();
        }
        SmallOnnx.softmax(weights, new float[10]).write(folder.resolve("model.onnx"));

        byte[] first = answer(Duration.ofSeconds(60), 2000);
        byte[] second = answer(Duration.ofSeconds(60), 2000);

        assertThat(second).isEqualTo(first).hasSize(ROWS * 10 * Double.BYTES);
        ByteBuffer numbers = ByteBuffer.wrap(first).order(ByteOrder.LITTLE_ENDIAN);
        double sum = 0;
        while (numbers.hasRemaining()) {
            sum += numbers.getDouble();
        }
        assertThat(sum).isBetween(ROWS - 0.01, ROWS + 0.01);
    }

    private byte[] answer(Duration patience, int mebibytes) throws IOException {
        byte[] pixels = new byte[ROWS * ImageShape.MNIST_PIXELS];
        new Random(1).nextBytes(pixels);
        OnnxCall call = new OnnxCall(
                "pixels",
                "float32",
                List.of(-1L, 784L),
                PixelScale.Range.ZERO_TO_ONE,
                "probabilities",
                Values.PROBABILITIES);
        return new ForkedOnnx(folder, patience, mebibytes).answer(folder.resolve("model.onnx"), call, pixels, 10);
    }
}
