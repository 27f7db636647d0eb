package io.github.mnistlab.bench.tensorflow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.op.image.ImageProjectiveTransformV3;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;

/**
 * A perceptron as a graph of TensorFlow's, trained by its own fused Adam, in one session. All images are a variable, which is fed
 * once, and each step gathers its batch there, so that nothing but row numbers is fed.
 *
 * <p>Regularized, it has batch normalisation, dropout of 0.2, smoothed labels, an exponential average of its parameters and
 * affine distortions: what docs/accuracy.md calls by these names, as TensorFlow has them.
 */
final class TensorFlowNetwork implements AutoCloseable {
    private static final int SIDE = 28;
    private static final int PIXELS = SIDE * SIDE;
    private static final int CLASSES = 10;
    private static final float DROPOUT = 0.2f;
    private static final float LABEL_SMOOTHING = 0.02f;
    private static final float AVERAGED = 0.001f;

    private final Random random;
    private final Graph graph = new Graph();
    private final Ops tf = Ops.create(graph);
    private final int batch;
    private final boolean regularized;
    private final List<Variable<TFloat32>> trained = new ArrayList<>();
    private final List<Op> initializers = new ArrayList<>();
    private final List<Op> updates = new ArrayList<>();
    private final Placeholder<TInt32> rows;
    private final Placeholder<TFloat32> maps;
    private final Placeholder<TUint8> images;
    private final Placeholder<TFloat32> asked;
    private final Operand<TInt32> answers;
    private final Operand<TFloat32> loss;
    private final Session session;
    private final int[] order;
    private int from;

    /**
     * @param training the rows that it is trained on
     * @param threads of the session
     */
    TensorFlowNetwork(List<Integer> hidden, int batch, boolean regularized, Rows training, int threads, long seed) {
        this.random = new Random(seed);
        this.batch = batch;
        this.regularized = regularized;
        order = IntStream.range(0, training.size()).toArray();
        shuffle();
        rows = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(batch)));
        maps = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(batch, 8)));
        images = tf.placeholder(TUint8.class, Placeholder.shape(Shape.of(training.size(), SIDE, SIDE, 1)));
        Operand<TFloat32> values = chosenImages(training.size());
        int inputs = PIXELS;
        for (int units : hidden) {
            values = dense(values, inputs, units);
            values = tf.nn.relu(regularized ? normalized(values, units) : values);
            values = regularized ? dropped(values, units) : values;
            inputs = units;
        }
        loss = loss(dense(values, inputs, CLASSES), training.labels());
        asked = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, PIXELS)));
        answers = regularized ? null : answers(hidden.size());
        update();
        ConfigProto configuration = ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(threads)
                .setInterOpParallelismThreads(1)
                .build();
        session = new Session(graph, configuration);
        Shape shape = Shape.of(training.size(), SIDE, SIDE, 1);
        try (TUint8 fed = TUint8.tensorOf(shape, DataBuffers.of(training.pixels(), true, false))) {
            Session.Runner start = session.runner().feed(images, fed);
            initializers.forEach(start::addTarget);
            start.run().close();
        }
    }

    /** Those of a batch: plain ones lie scaled in a variable; those that are distorted are scaled as they are chosen. */
    private Operand<TFloat32> chosenImages(int count) {
        if (!regularized) {
            Shape shape = Shape.of(count, PIXELS);
            Operand<TFloat32> all = variable(tf.reshape(scaled(images), tf.constant(new int[] {count, PIXELS})), shape);
            return tf.gather(all, rows, tf.constant(0));
        }
        Variable<TUint8> all = tf.variable(Shape.of(count, SIDE, SIDE, 1), TUint8.class);
        initializers.add(tf.assign(all, images));
        Operand<TFloat32> chosen = scaled(tf.gather(all, rows, tf.constant(0)));
        Operand<TFloat32> distorted = tf.image.imageProjectiveTransformV3(
                chosen,
                maps,
                tf.constant(new int[] {SIDE, SIDE}),
                tf.constant(0f),
                "BILINEAR",
                ImageProjectiveTransformV3.fillMode("CONSTANT"));
        return tf.reshape(distorted, tf.constant(new int[] {batch, PIXELS}));
    }

    private Operand<TFloat32> scaled(Operand<TUint8> bytes) {
        return tf.math.mul(tf.dtypes.cast(bytes, TFloat32.class), tf.constant(1 / 255f));
    }

    private Operand<TFloat32> dense(Operand<TFloat32> values, int inputs, int units) {
        float bound = (float) Math.sqrt(6.0 / (inputs + units));
        float[] weights = new float[inputs * units];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = bound * (2 * random.nextFloat() - 1);
        }
        Operand<TFloat32> drawn = tf.constant(Shape.of(inputs, units), DataBuffers.of(weights, true, false));
        return tf.nn.biasAdd(
                tf.linalg.matMul(values, trained(drawn, Shape.of(inputs, units))),
                trained(zeros(units), Shape.of(units)));
    }

    private Operand<TFloat32> normalized(Operand<TFloat32> values, int units) {
        Operand<TFloat32> scale = trained(tf.fill(tf.array(units), tf.constant(1f)), Shape.of(units));
        Operand<TFloat32> shift = trained(zeros(units), Shape.of(units));
        Variable<TFloat32> mean = variable(zeros(units), Shape.of(units));
        Variable<TFloat32> variance = variable(zeros(units), Shape.of(units));
        FusedBatchNorm<TFloat32, TFloat32> normalized = tf.nn.fusedBatchNorm(
                tf.reshape(values, tf.constant(new int[] {batch, 1, 1, units})),
                scale,
                shift,
                tf.constant(new float[0]),
                tf.constant(new float[0]),
                FusedBatchNorm.epsilon(1e-5f).isTraining(true));
        approach(mean, normalized.batchMean(), 0.1f);
        approach(variance, normalized.batchVariance(), 0.1f);
        return tf.reshape(normalized.y(), tf.constant(new int[] {batch, units}));
    }

    private Operand<TFloat32> dropped(Operand<TFloat32> values, int units) {
        Operand<TFloat32> drawn = tf.random.randomUniform(tf.constant(new int[] {batch, units}), TFloat32.class);
        Operand<TFloat32> kept = tf.dtypes.cast(tf.math.greaterEqual(drawn, tf.constant(DROPOUT)), TFloat32.class);
        return tf.math.mul(values, tf.math.mul(kept, tf.constant(1 / (1 - DROPOUT))));
    }

    /** The most probable classes of other images. */
    private Operand<TInt32> answers(int hidden) {
        Operand<TFloat32> values = asked;
        for (int layer = 0; layer <= hidden; layer++) {
            values = tf.nn.biasAdd(tf.linalg.matMul(values, trained.get(2 * layer)), trained.get(2 * layer + 1));
            values = layer < hidden ? tf.nn.relu(values) : values;
        }
        return tf.math.argMax(values, tf.constant(1), TInt32.class);
    }

    private Operand<TFloat32> loss(Operand<TFloat32> logits, int[] allLabels) {
        Operand<TInt32> labels = tf.gather(tf.constant(allLabels), rows, tf.constant(0));
        float smoothing = regularized ? LABEL_SMOOTHING : 0;
        Operand<TFloat32> targets = tf.oneHot(
                labels,
                tf.constant(CLASSES),
                tf.constant(1 - smoothing + smoothing / CLASSES),
                tf.constant(smoothing / CLASSES));
        Operand<TFloat32> losses =
                tf.nn.softmaxCrossEntropyWithLogits(logits, targets).loss();
        return tf.math.mean(losses, tf.constant(0));
    }

    /** Adam of every trained variable, and then their averages. */
    private void update() {
        Variable<TFloat32> power1 = variable(tf.constant(0.9f), Shape.scalar());
        Variable<TFloat32> power2 = variable(tf.constant(0.999f), Shape.scalar());
        List<Operand<?>> gradients = new ArrayList<>();
        tf.gradients(loss, trained).forEach(gradients::add);
        List<Op> moved = new ArrayList<>();
        for (int i = 0; i < gradients.size(); i++) {
            Variable<TFloat32> parameters = trained.get(i);
            Shape shape = parameters.shape();
            Operand<TFloat32> nothing = tf.zeros(tf.constant(shape.asArray()), TFloat32.class);
            moved.add(tf.train.applyAdam(
                    parameters,
                    variable(nothing, shape),
                    variable(nothing, shape),
                    power1,
                    power2,
                    tf.constant(0.001f),
                    tf.constant(0.9f),
                    tf.constant(0.999f),
                    tf.constant(1e-7f),
                    gradients.get(i).asOutput().expect(TFloat32.class)));
        }
        updates.addAll(moved);
        Ops after = tf.withControlDependencies(moved);
        updates.add(after.assign(power1, after.math.mul(power1, after.constant(0.9f))));
        updates.add(after.assign(power2, after.math.mul(power2, after.constant(0.999f))));
        for (Variable<TFloat32> parameters : regularized ? trained : List.<Variable<TFloat32>>of()) {
            Variable<TFloat32> average =
                    variable(tf.zeros(tf.constant(parameters.shape().asArray()), TFloat32.class), parameters.shape());
            updates.add(after.assignSub(
                    average, after.math.mul(after.math.sub(average, parameters), after.constant(AVERAGED))));
        }
    }

    private void approach(Variable<TFloat32> average, Operand<TFloat32> present, float share) {
        updates.add(tf.assignSub(average, tf.math.mul(tf.math.sub(average, present), tf.constant(share))));
    }

    private Variable<TFloat32> trained(Operand<TFloat32> start, Shape shape) {
        Variable<TFloat32> made = variable(start, shape);
        trained.add(made);
        return made;
    }

    private Variable<TFloat32> variable(Operand<TFloat32> start, Shape shape) {
        Variable<TFloat32> made = tf.variable(shape, TFloat32.class);
        initializers.add(tf.assign(made, start));
        return made;
    }

    private Operand<TFloat32> zeros(int units) {
        return tf.zeros(tf.array(units), TFloat32.class);
    }

    /** Puts the rows in another order, as each epoch has one. */
    void shuffle() {
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int row = order[i];
            order[i] = order[other];
            order[other] = row;
        }
        from = 0;
    }

    /** The share of other rows whose class it knows, if it is plain. */
    double accuracy(Rows test) {
        float[] numbers = new float[test.pixels().length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (test.pixels()[i] & 0xFF) / 255f;
        }
        int correct = 0;
        try (TFloat32 fed = TFloat32.tensorOf(Shape.of(test.size(), PIXELS), DataBuffers.of(numbers, true, false));
                var outcome = session.runner().feed(asked, fed).fetch(answers).run()) {
            TInt32 found = (TInt32) outcome.get(0);
            for (int row = 0; row < test.size(); row++) {
                correct += found.getInt(row) == test.labels()[row] ? 1 : 0;
            }
        }
        return correct / (double) test.size();
    }

    /** One step on the next batch; returns its loss. */
    float step() {
        if (from + batch > order.length) {
            from = 0;
        }
        try (TInt32 chosen = TInt32.tensorOf(NdArrays.vectorOf(Arrays.copyOfRange(order, from, from + batch)));
                TFloat32 drawn = affineMaps()) {
            from += batch;
            Session.Runner runner =
                    session.runner().feed(rows, chosen).feed(maps, drawn).fetch(loss);
            updates.forEach(runner::addTarget);
            try (var outcome = runner.run()) {
                return ((TFloat32) outcome.get(0)).getFloat();
            }
        }
    }

    /** As best.yaml draws them: up to 10 degrees, a shear of up to 10 degrees, a tenth of the size, two pixels. */
    private TFloat32 affineMaps() {
        float[] numbers = new float[batch * 8];
        float middle = (SIDE - 1) / 2f;
        for (int row = 0; row < batch; row++) {
            double angle = Math.toRadians(20 * random.nextDouble() - 10);
            double shear = Math.tan(Math.toRadians(20 * random.nextDouble() - 10));
            double scale = 0.9 + 0.2 * random.nextDouble();
            float a = (float) (Math.cos(angle) * scale);
            float b = (float) ((Math.cos(angle) * shear - Math.sin(angle)) * scale);
            float c = (float) (Math.sin(angle) * scale);
            float d = (float) ((Math.sin(angle) * shear + Math.cos(angle)) * scale);
            int at = row * 8;
            numbers[at] = a;
            numbers[at + 1] = b;
            numbers[at + 2] = middle - a * middle - b * middle + 4 * random.nextFloat() - 2;
            numbers[at + 3] = c;
            numbers[at + 4] = d;
            numbers[at + 5] = middle - c * middle - d * middle + 4 * random.nextFloat() - 2;
        }
        return TFloat32.tensorOf(Shape.of(batch, 8), DataBuffers.of(numbers, true, false));
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
