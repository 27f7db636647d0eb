package io.github.mnistlab.bench.pytorch;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A perceptron of PyTorch's operations and its Adam. Images lie in one tensor, of which each step takes a batch.
 *
 * <p>Regularized, it has batch normalisation, dropout of 0.2, smoothed labels, an exponential average of its parameters and
 * affine distortions: what docs/accuracy.md calls by these names, as PyTorch has them.
 */
final class PyTorchNetwork {
    private static final long IMAGES = 60_000;
    private static final long SIDE = 28;
    private static final long PIXELS = SIDE * SIDE;
    private static final int CLASSES = 10;
    private static final double DROPOUT = 0.2;
    private static final double LABEL_SMOOTHING = 0.02;
    private static final float AVERAGED = 0.001f;
    private static final long MEAN = 1;
    private static final long IGNORED = -100;

    private final Random random = new Random(1);
    private final int batch;
    private final boolean regularized;
    private final List<Layer> layers = new ArrayList<>();
    private final List<Tensor> trained = new ArrayList<>();
    private final List<Tensor> averages = new ArrayList<>();
    private final Tensor images;
    private final Tensor labels = torch.randint(CLASSES, new long[] {IMAGES});
    private final Tensor order = torch.randint(IMAGES, new long[] {IMAGES});
    private final Adam adam;
    private long from;

    /** Parameters of a layer; those of normalisation are null without it. */
    private record Layer(Tensor weights, Tensor biases, Tensor scale, Tensor shift, Tensor mean, Tensor variance) {}

    PyTorchNetwork(List<Integer> hidden, int batch, boolean regularized) {
        this.batch = batch;
        this.regularized = regularized;
        // A fifth of the pixels lit, as in MNIST; they cost PyTorch the same either way.
        Tensor lit = torch.rand(IMAGES, PIXELS).lt(new Scalar(0.2f)).to(ScalarType.Float);
        Tensor grey = torch.rand(IMAGES, PIXELS).mul(lit);
        images = regularized ? grey.mul(new Scalar(255f)).to(ScalarType.Byte) : grey;
        long inputs = PIXELS;
        for (int units : hidden) {
            layers.add(layer(inputs, units, regularized));
            inputs = units;
        }
        layers.add(layer(inputs, CLASSES, false));
        AdamOptions options = new AdamOptions(0.001);
        options.eps().put(1e-7);
        adam = new Adam(new TensorVector(trained.toArray(Tensor[]::new)), options);
    }

    private Layer layer(long inputs, long units, boolean normalized) {
        float bound = (float) Math.sqrt(6.0 / (inputs + units));
        Tensor weights = torch.rand(units, inputs).mul(new Scalar(2 * bound)).sub(new Scalar(bound));
        return new Layer(
                trained(weights),
                trained(torch.zeros(units)),
                normalized ? trained(torch.ones(units)) : null,
                normalized ? trained(torch.zeros(units)) : null,
                normalized ? torch.zeros(units) : null,
                normalized ? torch.ones(units) : null);
    }

    private Tensor trained(Tensor start) {
        Tensor parameters = start.detach().requires_grad_(true);
        trained.add(parameters);
        if (regularized) {
            averages.add(start.detach().clone());
        }
        return parameters;
    }

    /** One step on the next batch; returns its loss. */
    @SuppressWarnings("try") // The scope frees what is made in it.
    float step() {
        try (PointerScope scope = new PointerScope()) {
            if (from + batch > IMAGES) {
                from = 0;
            }
            Tensor rows = order.narrow(0, from, batch);
            from += batch;
            Tensor values = images.index_select(0, rows);
            if (regularized) {
                values = distorted(values);
            }
            for (int i = 0; i < layers.size(); i++) {
                Layer layer = layers.get(i);
                values = torch.linear(values, layer.weights(), new TensorOptional(layer.biases()));
                if (layer.scale() != null) {
                    values = normalized(values, layer);
                }
                if (i < layers.size() - 1) {
                    values = torch.relu(values);
                    values = regularized ? torch.dropout(values, DROPOUT, true) : values;
                }
            }
            Tensor loss = torch.cross_entropy_loss(
                    values,
                    labels.index_select(0, rows),
                    new TensorOptional(),
                    MEAN,
                    IGNORED,
                    regularized ? LABEL_SMOOTHING : 0);
            adam.zero_grad();
            loss.backward();
            adam.step();
            takeAverage();
            return loss.item_float();
        }
    }

    private static Tensor normalized(Tensor values, Layer layer) {
        return torch.batch_norm(
                values,
                new TensorOptional(layer.scale()),
                new TensorOptional(layer.shift()),
                new TensorOptional(layer.mean()),
                new TensorOptional(layer.variance()),
                true,
                0.1,
                1e-5,
                false);
    }

    @SuppressWarnings("try") // The guard need only be there.
    private void takeAverage() {
        if (averages.isEmpty()) {
            return;
        }
        try (NoGradGuard none = new NoGradGuard()) {
            for (int i = 0; i < averages.size(); i++) {
                averages.get(i).lerp_(trained.get(i), new Scalar(AVERAGED));
            }
        }
    }

    /** As best.yaml draws them: up to 10 degrees, a shear of up to 10 degrees, a tenth of the size, two pixels. */
    private Tensor distorted(Tensor bytes) {
        float[] numbers = new float[batch * 6];
        for (int row = 0; row < batch; row++) {
            double angle = Math.toRadians(20 * random.nextDouble() - 10);
            double shear = Math.tan(Math.toRadians(20 * random.nextDouble() - 10));
            double scale = 0.9 + 0.2 * random.nextDouble();
            int at = row * 6;
            numbers[at] = (float) (Math.cos(angle) * scale);
            numbers[at + 1] = (float) ((Math.cos(angle) * shear - Math.sin(angle)) * scale);
            numbers[at + 2] = (4 * random.nextFloat() - 2) / (SIDE / 2f);
            numbers[at + 3] = (float) (Math.sin(angle) * scale);
            numbers[at + 4] = (float) ((Math.sin(angle) * shear + Math.cos(angle)) * scale);
            numbers[at + 5] = (4 * random.nextFloat() - 2) / (SIDE / 2f);
        }
        Tensor maps = Tensor.create(numbers, batch, 2, 3);
        Tensor scaled = bytes.to(ScalarType.Float).mul(new Scalar(1 / 255f)).view(batch, 1, SIDE, SIDE);
        Tensor grid = torch.affine_grid_generator(maps, new long[] {batch, 1, SIDE, SIDE}, false);
        return torch.grid_sampler(scaled, grid, 0, 0, false).view(batch, PIXELS);
    }
}
