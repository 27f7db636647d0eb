package io.github.mnistlab.model.step;

import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.RandomStreams;
import io.github.mnistlab.model.Activation;
import io.github.mnistlab.model.InitialWeights;
import io.github.mnistlab.model.Initializer;
import io.github.mnistlab.model.LayerShape;
import io.github.mnistlab.model.LearningRateSchedule;
import io.github.mnistlab.model.ModelSpec;
import io.github.mnistlab.model.OptimizerSpec;
import io.github.mnistlab.model.TrainingSpec;
import io.github.mnistlab.model.step.matrix.ColumnMajor;
import io.github.mnistlab.model.step.matrix.FloatMatrix;
import io.github.mnistlab.model.step.update.ParameterUpdate;
import io.github.mnistlab.model.step.update.ParameterUpdates;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The parts of a training step of a plain network, as {@link DenseTrainingStep} puts them together, each by itself. */
public final class StepPartsTrial implements AutoCloseable {
    private static final int PIXELS = 784;
    private static final int CLASSES = 10;

    /** What is done in Adam's place where only gradients are computed. */
    private static final ParameterUpdate NONE = new ParameterUpdate() {
        @Override
        public void beginStep(double learningRate, long step) {}

        @Override
        public void apply(int piece, float[] parameters, float[] gradient, int count) {}

        @Override
        public float[] state() {
            return new float[0];
        }

        @Override
        public void restore(float[] state) {}
    };

    private final LabeledImages rows;
    private final int batchSize;
    private final int[] order;
    private final ThreadTeam team = new ThreadTeam();
    private final List<TrainingLayer> layers = new ArrayList<>();
    private final List<INDArray> gradientNumbers = new ArrayList<>();
    private final List<FloatMatrix> gradients = new ArrayList<>();
    private final List<HiddenLayer> hiddenLayers = new ArrayList<>();
    private final List<HiddenLayer.OfBatch> hidden = new ArrayList<>();
    private final List<LayerPass> passes = new ArrayList<>();
    private final List<LaterPass> laterPasses = new ArrayList<>();
    private final FirstLayer first;
    private final List<LaterLayer> later = new ArrayList<>();
    private final SoftmaxCrossEntropy loss;
    private final ParameterUpdate adam;
    private final GradientWorkspaces workspaces;
    private int from;

    /**
     * @param rows to train on, at least {@code batchSize}
     * @param units of each hidden layer
     */
    public StepPartsTrial(LabeledImages rows, List<Integer> units, int batchSize) {
        this.rows = rows;
        this.batchSize = batchSize;
        this.order = IntStream.range(0, rows.size()).toArray();
        RandomStreams streams = new RandomStreams(1);
        ModelSpec model = new ModelSpec(units, Activation.RELU, Initializer.GLOROT_UNIFORM, 0, 0);
        loss = new SoftmaxCrossEntropy(batchSize, CLASSES, List.of(), 0);
        UnitBlocks unitBlocks = new UnitBlocks(batchSize, team);
        List<Integer> pieces = new ArrayList<>();
        float[] initial = InitialWeights.draw(model, PIXELS, CLASSES, streams);
        int offset = 0;
        List<LayerShape> shapes = LayerShape.of(model, PIXELS, CLASSES);
        first = new FirstLayer(model, shapes.get(0), FeatureOrder.of(rows), batchSize, unitBlocks);
        for (LayerShape shape : shapes) {
            int number = layers.size();
            TrainingLayer layer = first.layer();
            if (number > 0) {
                later.add(new LaterLayer(shape, pieces.size(), hiddenLayers.get(number - 1), batchSize, unitBlocks));
                layer = later.get(number - 1).layer();
            }
            layers.add(layer);
            IntStream.of(layer.pieces()).forEach(pieces::add);
            layer.write(initial, offset);
            offset += layer.parameters();
            gradientNumbers.add(ColumnMajor.numbers((long) batchSize * shape.outputs()));
            gradients.add(FloatMatrix.of(gradientNumbers.get(number), 0, batchSize, shape.outputs()));
            FloatMatrix preActivations = gradients.get(number);
            if (number < units.size()) {
                HiddenLayer made =
                        new HiddenLayer(shape, number, null, 0, gradientNumbers.get(number), batchSize, unitBlocks);
                hiddenLayers.add(made);
                hidden.add(made.new OfBatch(batchSize));
                hidden.get(number).writeOnes();
                preActivations = hidden.get(number).preActivations();
            }
            if (number == 0) {
                passes.add(first.pass(preActivations, gradients.get(0)));
            } else {
                laterPasses.add(later.get(number - 1).pass(preActivations, gradients.get(number)));
                passes.add(laterPasses.get(number - 1));
            }
        }
        workspaces = new GradientWorkspaces(layers);
        TrainingSpec training =
                new TrainingSpec(1, batchSize, OptimizerSpec.Adam.DEFAULT, new LearningRateSchedule.Constant(), null);
        adam = ParameterUpdates.of(
                training, pieces.stream().mapToInt(Integer::intValue).toArray());
        adam.beginStep(0.001, 1);
        fill();
        forwardProducts();
        units();
        loss();
        inputGradients();
        unitsBack();
    }

    /** Turns the bytes of the next batch into numbers. */
    public void fill() {
        from = from + 2 * batchSize > order.length ? 0 : from + batchSize;
        first.fill(rows, order, from, batchSize, 0);
    }

    /** All products of the way forward. */
    public void forwardProducts() {
        passes.forEach(pass -> pass.forward(team));
    }

    /** What becomes of pre-activations. */
    public void units() {
        hidden.forEach(units -> units.forward(1, 1));
    }

    /** The loss and its gradient. */
    public void loss() {
        var outputs = gradientNumbers.get(layers.size() - 1).data().asNioFloat();
        loss.apply(outputs, outputs, rows, order, from, batchSize);
    }

    /** All products that give gradients with respect to inputs. */
    public void inputGradients() {
        for (int i = passes.size() - 1; i > 0; i--) {
            laterPasses.get(i - 1).inputGradients(gradients.get(i - 1), team);
        }
    }

    /** What becomes of these at the units. */
    public void unitsBack() {
        hidden.forEach(units -> units.backward(NONE));
    }

    /** All products that give gradients of parameters, which are copied but not moved. */
    public void gradients() {
        move(NONE);
    }

    /** The same, and Adam. */
    public void gradientsAndAdam() {
        move(adam);
    }

    private void move(ParameterUpdate update) {
        for (int i = passes.size() - 1; i >= 0; i--) {
            passes.get(i).move(0, update, team, workspaces, MovedPieces.IGNORED);
        }
    }

    @Override
    public void close() {
        first.close();
        later.forEach(LaterLayer::close);
        workspaces.close();
        hiddenLayers.forEach(HiddenLayer::close);
        gradientNumbers.forEach(INDArray::close);
        team.close();
    }
}
