package io.github.mnistlab.model.step;

import io.github.mnistlab.data.Examples;
import io.github.mnistlab.model.AveragingSpec;
import io.github.mnistlab.model.Dl4jNetworks;
import io.github.mnistlab.model.FeatureRows;
import io.github.mnistlab.model.FlatParameters;
import io.github.mnistlab.model.LayerShape;
import io.github.mnistlab.model.ModelSpec;
import io.github.mnistlab.model.Predictor;
import io.github.mnistlab.model.TrainedModel;
import io.github.mnistlab.model.TrainingSpec;
import io.github.mnistlab.model.step.update.ParameterUpdate;
import io.github.mnistlab.model.step.update.ParameterUpdates;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A step of our own. Of plain dense networks it computes what {@link Dl4jTrainingStep} does, to rounding, in two to four
 * times less: nearly all its time goes into matrix products, which write into arrays that are made once, and the rest of
 * the work is done on pieces that are still in the processor's cache. docs/speed.md has figures and limits. Batch
 * normalisation, dropout, smoothed labels and averages are its own; docs/accuracy.md has their sources.
 *
 * <p>All matrices lie column after column. A pass has for each layer a matrix of inputs, {@code [rows, 1 + inputs]},
 * whose first column is ones; the pre-activations, {@code [rows, units]}; and the gradients of the loss with respect to these.
 */
final class DenseTrainingStep implements TrainingStep {
    private final ModelSpec model;
    private final int features;
    private final int classes;
    private final List<TrainingLayer> layers = new ArrayList<>();
    private final List<HiddenLayer> hiddenLayers = new ArrayList<>();
    private final List<INDArray> gradientNumbers = new ArrayList<>();
    private final GradientWorkspaces workspaces;
    private final ThreadTeam team;
    private final FeatureColumns columns;
    private final SoftmaxCrossEntropy loss;
    private final FloatBuffer outputs;
    private final ParameterUpdate update;
    private final DropoutMask featureDropout;
    private final List<BatchNormalization> normalizations = new ArrayList<>();
    private final DrawnNoise featureNoise;
    private final AveragingSpec averaging;
    private final ParameterAverage average;
    private final MultiLayerNetwork network;
    private final Predictor predictor;
    private final Map<Integer, Pass> passes = new HashMap<>();
    private Pass pass;
    private double learningRate;
    private long dropoutSeed;
    private long steps;

    /**
     * @param training of which epochs, batch size and schedule are others' business
     * @param featureOrder in which the features are kept; {@link FeatureOrder} says why
     * @param batchSize the most rows of a step
     * @param parameters to begin with
     * @param lossWeights of each class; empty for none
     * @param seed recorded in the model's configuration
     * @param team who shares the work; it stays open
     */
    DenseTrainingStep(
            ModelSpec model,
            TrainingSpec training,
            int[] featureOrder,
            int classes,
            int batchSize,
            float[] parameters,
            List<Double> lossWeights,
            long seed,
            ThreadTeam team) {
        this(
                model,
                training,
                pieces -> ParameterUpdates.of(training, pieces),
                featureOrder,
                classes,
                batchSize,
                parameters,
                lossWeights,
                seed,
                team);
    }

    /**
     * @param update what is done in the optimizer's place, by the lengths of the parameters' pieces
     */
    DenseTrainingStep(
            ModelSpec model,
            TrainingSpec training,
            Function<int[], ParameterUpdate> update,
            int[] featureOrder,
            int classes,
            int batchSize,
            float[] parameters,
            List<Double> lossWeights,
            long seed,
            ThreadTeam team) {
        this.model = model;
        this.features = featureOrder.length;
        this.classes = classes;
        this.team = team;
        List<LayerShape> shapes = LayerShape.of(model, features, classes);
        UnitBlocks unitBlocks = new UnitBlocks(batchSize, team);
        List<Integer> pieces = new ArrayList<>();
        for (LayerShape shape : shapes) {
            int[] inputOrder = layers.isEmpty()
                    ? featureOrder
                    : IntStream.range(0, shape.inputs()).toArray();
            TrainingLayer layer = new TrainingLayer(inputOrder, shape.outputs(), pieces.size(), !shape.normalized());
            layers.add(layer);
            for (int piece : layer.pieces()) {
                pieces.add(piece);
            }
            INDArray gradients = ColumnMajor.numbers((long) batchSize * shape.outputs());
            gradientNumbers.add(gradients);
            int number = layers.size() - 1;
            if (number < model.hidden().size()) {
                BatchNormalization normalization = null;
                if (shape.normalized()) {
                    normalization = new BatchNormalization(shape.outputs(), pieces.size(), batchSize);
                    normalizations.add(normalization);
                    pieces.add(BatchNormalization.trained(shape.outputs()));
                }
                double dropped = model.dropout().of(number);
                hiddenLayers.add(
                        new HiddenLayer(shape, number, normalization, dropped, gradients, batchSize, unitBlocks));
            }
        }
        this.featureDropout = model.inputDropout() == 0 ? null : new DropoutMask(model.inputDropout());
        this.featureNoise = model.inputNoise() == 0 ? null : new DrawnNoise(model.inputNoise());
        this.averaging = training.averaging();
        this.average = averaging == null ? null : new ParameterAverage(layers, normalizations);
        this.workspaces = new GradientWorkspaces(layers);
        this.columns = new FeatureColumns(batchSize, featureOrder);
        this.loss = new SoftmaxCrossEntropy(batchSize, classes, lossWeights, training.labelSmoothing());
        this.outputs = gradientNumbers.get(layers.size() - 1).data().asNioFloat();
        this.update = update.apply(pieces.stream().mapToInt(Integer::intValue).toArray());
        this.network = Dl4jNetworks.network(
                Dl4jNetworks.configuration(
                        shapes,
                        model.droppedInputs(),
                        model.l2(),
                        Dl4jNetworks.updater(training.optimizer()),
                        seed,
                        DataType.FLOAT),
                parameters);
        this.predictor = new Predictor(network, features, classes);
        this.learningRate = training.optimizer().learningRate();
        setParameters(parameters);
    }

    /** The views for batches of one size. */
    private final class Pass {
        final int rows;
        final List<LayerPass> layerPasses = new ArrayList<>();
        final List<HiddenLayer.OfBatch> hidden = new ArrayList<>();
        final List<FloatMatrix> gradients = new ArrayList<>();

        Pass(int rows) {
            this.rows = rows;
            for (int i = 0; i < layers.size(); i++) {
                TrainingLayer layer = layers.get(i);
                gradients.add(FloatMatrix.of(gradientNumbers.get(i), 0, rows, layer.units()));
                INDArray inputs =
                        i == 0 ? columns.numbers() : hiddenLayers.get(i - 1).inputsOfNext();
                // The logits lie where their gradients will.
                FloatMatrix preActivations = gradients.get(i);
                if (i < hiddenLayers.size()) {
                    hidden.add(hiddenLayers.get(i).new OfBatch(rows));
                    preActivations = hidden.get(i).preActivations();
                }
                layerPasses.add(new LayerPass(
                        layer, FloatMatrix.of(inputs, 0, rows, layer.columns()), preActivations, gradients.get(i)));
            }
        }

        void writeOnes() {
            hidden.forEach(HiddenLayer.OfBatch::writeOnes);
        }

        /** Columns that matter to a layer. */
        private int columns(int layer, int lit) {
            return layer == 0 ? lit : layers.get(layer).columns();
        }

        Outcome run(Examples examples, int[] order, int from) {
            update.beginStep(learningRate, ++steps);
            int lit = columns.fill(
                    examples, order, from, rows, featureNoise, featureDropout, DropoutMask.key(dropoutSeed, steps, 0));
            // The penalty of the parameters as they still are.
            double penalty = penalty();
            for (int i = 0; i < layers.size(); i++) {
                layerPasses.get(i).forward(columns(i, lit), team);
                if (i < hidden.size()) {
                    hidden.get(i).forward(dropoutSeed, steps);
                }
            }
            Outcome outcome = loss.apply(outputs, outputs, examples, order, from, rows);
            for (int i = layers.size() - 1; i >= 0; i--) {
                if (i > 0) {
                    layerPasses.get(i).inputGradients(gradients.get(i - 1), team);
                }
                layerPasses.get(i).move(columns(i, lit), model.l2(), update, team, workspaces, moved(i));
                if (i < hidden.size() && isLimited()) {
                    layers.get(i).limitNorms(model.maxNorm(), team);
                }
                if (i > 0) {
                    hidden.get(i - 1).backward(update);
                }
            }
            if (averaging instanceof AveragingSpec.Ema ema) {
                float share = (float) (1 - ema.decay());
                if (isLimited()) {
                    average.take(share, team, workspaces);
                } else {
                    average.takeNormalizations(share);
                }
            }
            return new Outcome(outcome.loss() + penalty, outcome.correct());
        }

        /** An average of every step follows at once, where nothing comes between. */
        private MovedPieces moved(int layer) {
            return averaging instanceof AveragingSpec.Ema ema && !isLimited()
                    ? average.ofLayer(layer, (float) (1 - ema.decay()))
                    : MovedPieces.IGNORED;
        }
    }

    /** Whether parameters are scaled down after they were moved. */
    private boolean isLimited() {
        return model.maxNorm() > 0;
    }

    @Override
    public void beginEpoch(double learningRate, long dropoutSeed) {
        setLearningRate(learningRate);
        this.dropoutSeed = dropoutSeed;
    }

    @Override
    public void endEpoch(int epoch, int epochs) {
        if (averaging instanceof AveragingSpec.Swa swa) {
            // Before the first epoch that counts, the average is what the parameters are.
            average.take(1f / Math.max(1, swa.averaged(epoch, epochs)), team, workspaces);
        }
    }

    @Override
    public void setLearningRate(double learningRate) {
        this.learningRate = learningRate;
    }

    @Override
    public Outcome run(Examples examples, int[] order, int from, int count) {
        if (pass == null || pass.rows != count) {
            // There are two at most, as only an epoch's last batch is smaller.
            pass = passes.computeIfAbsent(count, Pass::new);
            pass.writeOnes();
        }
        return pass.run(examples, order, from);
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
        float[] flat = new float[model.parameters(features, classes)];
        int offset = 0;
        for (int i = 0; i < layers.size(); i++) {
            layers.get(i).read(flat, offset);
            offset += layers.get(i).parameters();
            if (i < normalizations.size()) {
                normalizations.get(i).read(flat, offset);
                offset += normalizations.get(i).parameters();
            }
        }
        return flat;
    }

    @Override
    public float[] modelParameters() {
        if (average == null) {
            return parameters();
        }
        float[] flat = new float[model.parameters(features, classes)];
        average.read(flat, 0);
        return flat;
    }

    @Override
    public void setParameters(float[] parameters) {
        int offset = 0;
        for (int i = 0; i < layers.size(); i++) {
            layers.get(i).write(parameters, offset);
            offset += layers.get(i).parameters();
            if (i < normalizations.size()) {
                normalizations.get(i).write(parameters, offset);
                offset += normalizations.get(i).parameters();
            }
        }
        if (average != null) {
            average.write(parameters, 0);
        }
    }

    @Override
    public float[] optimizerState() {
        float[] state = update.state();
        if (average == null) {
            return state;
        }
        float[] whole = Arrays.copyOf(state, state.length + model.parameters(features, classes));
        average.read(whole, state.length);
        return whole;
    }

    @Override
    public void restore(float[] parameters, float[] optimizerState, long steps) {
        setParameters(parameters);
        update.restore(optimizerState);
        if (average != null) {
            average.write(optimizerState, optimizerState.length - model.parameters(features, classes));
        }
        this.steps = steps;
    }

    @Override
    public float[] predict(Examples examples) {
        FlatParameters.write(modelParameters(), network.params());
        return predictor.predict(FeatureRows.of(examples), examples.size());
    }

    @Override
    public TrainedModel model() {
        MultiLayerConfiguration configuration =
                network.getLayerWiseConfigurations().clone();
        // Deeplearning4j goes on from here: with these steps counted, and at this rate.
        configuration.setIterationCount(Math.toIntExact(steps));
        for (NeuralNetConfiguration layer : configuration.getConfs()) {
            if (layer.getLayer() instanceof BaseLayer trained) {
                trained.getIUpdater().setLrAndSchedule(learningRate, null);
            }
        }
        return new TrainedModel(Dl4jNetworks.network(configuration, modelParameters()), classes);
    }

    @Override
    public void close() {
        layers.forEach(TrainingLayer::close);
        workspaces.close();
        hiddenLayers.forEach(HiddenLayer::close);
        gradientNumbers.forEach(INDArray::close);
        columns.close();
        predictor.close();
        Dl4jNetworks.close(network);
    }
}
