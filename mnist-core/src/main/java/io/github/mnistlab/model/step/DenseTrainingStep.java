package io.github.mnistlab.model.step;

import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.model.Dl4jNetworks;
import io.github.mnistlab.model.FlatParameters;
import io.github.mnistlab.model.LayerShape;
import io.github.mnistlab.model.ModelSpec;
import io.github.mnistlab.model.OptimizerSpec;
import io.github.mnistlab.model.Predictor;
import io.github.mnistlab.model.TrainedModel;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A step of our own, for plain dense networks. It computes what {@link Dl4jTrainingStep} does, to rounding, in two to
 * four times less: nearly all its time goes into matrix products, which write into arrays that are made once, and the
 * rest of the work is done on pieces that are still in the processor's cache. docs/speed.md has figures and limits.
 *
 * <p>All matrices lie column after column. A pass has for each layer a matrix of inputs, {@code [rows, 1 + inputs]},
 * whose first column is ones; the pre-activations, {@code [rows, units]}; and the gradients of the loss with respect to these.
 */
final class DenseTrainingStep implements TrainingStep {
    private final ModelSpec model;
    private final int classes;
    private final List<TrainingLayer> layers = new ArrayList<>();
    private final List<INDArray> hiddenNumbers = new ArrayList<>();
    private final List<INDArray> preActivationNumbers = new ArrayList<>();
    private final List<INDArray> gradientNumbers = new ArrayList<>();
    private final GradientWorkspaces workspaces;
    private final ThreadTeam team;
    private final List<IActivation> activations = new ArrayList<>();
    private final PixelColumns pixels;
    private final SoftmaxCrossEntropy loss;
    private final FloatBuffer outputs;
    private final ParameterUpdate update;
    private final MultiLayerNetwork network;
    private final Predictor predictor;
    private final Map<Integer, Pass> passes = new HashMap<>();
    private Pass pass;
    private double learningRate;
    private long steps;

    /**
     * @param pixelOrder in which the pixels are kept; {@link PixelOrder} says why
     * @param batchSize the most rows of a step
     * @param parameters to begin with
     * @param lossWeights of each class; empty for none
     * @param seed recorded in the model's configuration
     * @param team who shares the work; it stays open
     */
    DenseTrainingStep(
            ModelSpec model,
            OptimizerSpec optimizer,
            int[] pixelOrder,
            int classes,
            int batchSize,
            float[] parameters,
            List<Double> lossWeights,
            long seed,
            ThreadTeam team) {
        this(
                model,
                optimizer,
                pieces -> ParameterUpdates.of(optimizer, pieces),
                pixelOrder,
                classes,
                batchSize,
                parameters,
                lossWeights,
                seed,
                team);
    }

    /**
     * @param optimizer what the model's configuration is to say
     * @param update what is done in its place, by the lengths of the parameters' pieces
     */
    DenseTrainingStep(
            ModelSpec model,
            OptimizerSpec optimizer,
            Function<int[], ParameterUpdate> update,
            int[] pixelOrder,
            int classes,
            int batchSize,
            float[] parameters,
            List<Double> lossWeights,
            long seed,
            ThreadTeam team) {
        this.model = model;
        this.classes = classes;
        this.team = team;
        List<LayerShape> shapes = LayerShape.of(model, classes);
        List<Integer> pieces = new ArrayList<>();
        for (LayerShape shape : shapes) {
            int[] inputOrder = layers.isEmpty()
                    ? pixelOrder
                    : IntStream.range(0, shape.inputs()).toArray();
            TrainingLayer layer = new TrainingLayer(inputOrder, shape.outputs(), pieces.size());
            layers.add(layer);
            for (int piece : layer.pieces()) {
                pieces.add(piece);
            }
            long numbers = (long) batchSize * shape.outputs();
            gradientNumbers.add(ColumnMajor.numbers(numbers));
            if (layers.size() < shapes.size()) {
                IActivation activation = Dl4jNetworks.activation(shape.function());
                activations.add(activation);
                hiddenNumbers.add(ColumnMajor.numbers(batchSize + numbers));
                boolean needed = HiddenUnits.needsPreActivations(activation);
                preActivationNumbers.add(needed ? ColumnMajor.numbers(numbers) : null);
            }
        }
        this.workspaces = new GradientWorkspaces(layers);
        this.pixels = new PixelColumns(batchSize, pixelOrder);
        this.loss = new SoftmaxCrossEntropy(batchSize, classes, lossWeights);
        this.outputs = gradientNumbers.get(layers.size() - 1).data().asNioFloat();
        this.update = update.apply(pieces.stream().mapToInt(Integer::intValue).toArray());
        this.network = Dl4jNetworks.network(
                Dl4jNetworks.configuration(
                        shapes, model.dropout(), model.l2(), Dl4jNetworks.updater(optimizer), seed, DataType.FLOAT),
                parameters);
        this.predictor = new Predictor(network, classes);
        this.learningRate = optimizer.learningRate();
        setParameters(parameters);
    }

    /** The views for batches of one size. */
    private final class Pass {
        final int rows;
        final List<LayerPass> layerPasses = new ArrayList<>();
        final List<HiddenUnits> hidden = new ArrayList<>();
        final List<FloatMatrix> gradients = new ArrayList<>();

        Pass(int rows) {
            this.rows = rows;
            for (int i = 0; i < layers.size(); i++) {
                TrainingLayer layer = layers.get(i);
                int units = layer.units();
                gradients.add(FloatMatrix.of(gradientNumbers.get(i), 0, rows, units));
                FloatMatrix inputs =
                        FloatMatrix.of(i == 0 ? pixels.numbers() : hiddenNumbers.get(i - 1), 0, rows, layer.columns());
                // The logits lie where their gradients will.
                FloatMatrix preActivations = gradients.get(i);
                if (i < activations.size()) {
                    boolean kept = preActivationNumbers.get(i) != null;
                    preActivations = kept
                            ? FloatMatrix.of(preActivationNumbers.get(i), 0, rows, units)
                            : FloatMatrix.of(hiddenNumbers.get(i), rows, rows, units);
                    hidden.add(HiddenUnits.of(
                            activations.get(i),
                            ColumnMajor.view(hiddenNumbers.get(i), rows, rows, units),
                            kept ? ColumnMajor.view(preActivationNumbers.get(i), 0, rows, units) : null,
                            ColumnMajor.view(gradientNumbers.get(i), 0, rows, units)));
                }
                layerPasses.add(new LayerPass(layer, inputs, preActivations, gradients.get(i)));
            }
        }

        /** The first column of each layer's inputs; passes of other sizes have other numbers there. */
        void writeOnes() {
            float[] ones = new float[rows];
            Arrays.fill(ones, 1);
            hiddenNumbers.forEach(numbers -> numbers.data().asNioFloat().put(ones));
        }

        /** Columns that matter to a layer. */
        private int columns(int layer, int lit) {
            return layer == 0 ? lit : layers.get(layer).columns();
        }

        Outcome run(LabeledImages images, int[] order, int from) {
            int lit = pixels.fill(images, order, from, rows);
            // The penalty of the parameters as they still are.
            double penalty = penalty();
            for (int i = 0; i < layers.size(); i++) {
                layerPasses.get(i).forward(columns(i, lit), team);
                if (i < hidden.size()) {
                    hidden.get(i).activate();
                }
            }
            Outcome outcome = loss.apply(outputs, outputs, images, order, from, rows);
            update.beginStep(learningRate, ++steps);
            for (int i = layers.size() - 1; i >= 0; i--) {
                if (i > 0) {
                    layerPasses.get(i).inputGradients(gradients.get(i - 1), team);
                }
                layerPasses.get(i).move(columns(i, lit), model.l2(), update, team, workspaces);
                if (i > 0) {
                    hidden.get(i - 1).toPreActivationGradients();
                }
            }
            return new Outcome(outcome.loss() + penalty, outcome.correct());
        }
    }

    @Override
    public void beginEpoch(double learningRate, long dropoutSeed) {
        this.learningRate = learningRate;
        for (Layer layer : network.getLayers()) {
            ((BaseLayer) layer.conf().getLayer()).getIUpdater().setLrAndSchedule(learningRate, null);
        }
    }

    @Override
    public Outcome run(LabeledImages images, int[] order, int from, int count) {
        if (pass == null || pass.rows != count) {
            // There are two at most, as only an epoch's last batch is smaller.
            pass = passes.computeIfAbsent(count, Pass::new);
            pass.writeOnes();
        }
        return pass.run(images, order, from);
    }

    @Override
    public double penalty() {
        double l2 = model.l2();
        return l2 == 0
                ? 0
                : l2 * layers.stream().mapToDouble(TrainingLayer::sumOfSquares).sum();
    }

    @Override
    public float[] parameters() {
        float[] flat = new float[model.parameters(classes)];
        int offset = 0;
        for (TrainingLayer layer : layers) {
            layer.read(flat, offset);
            offset += layer.parameters();
        }
        return flat;
    }

    @Override
    public void setParameters(float[] parameters) {
        int offset = 0;
        for (TrainingLayer layer : layers) {
            layer.write(parameters, offset);
            offset += layer.parameters();
        }
    }

    @Override
    public float[] optimizerState() {
        return update.state();
    }

    @Override
    public void restore(float[] parameters, float[] optimizerState, long steps) {
        setParameters(parameters);
        update.restore(optimizerState);
        this.steps = steps;
    }

    @Override
    public float[] predict(byte[] pixels) {
        FlatParameters.write(parameters(), network.params());
        return predictor.predict(pixels);
    }

    @Override
    public TrainedModel model() {
        MultiLayerConfiguration configuration =
                network.getLayerWiseConfigurations().clone();
        // Deeplearning4j goes on counting from here.
        configuration.setIterationCount(Math.toIntExact(steps));
        return new TrainedModel(Dl4jNetworks.network(configuration, parameters()), classes);
    }

    @Override
    public void close() {
        layers.forEach(TrainingLayer::close);
        workspaces.close();
        hiddenNumbers.forEach(INDArray::close);
        gradientNumbers.forEach(INDArray::close);
        for (INDArray preActivations : preActivationNumbers) {
            if (preActivations != null) {
                preActivations.close();
            }
        }
        pixels.close();
        predictor.close();
        Dl4jNetworks.close(network);
    }
}
