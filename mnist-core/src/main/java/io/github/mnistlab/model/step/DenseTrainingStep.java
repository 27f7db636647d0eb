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
import io.github.mnistlab.model.step.matrix.ColumnMajor;
import io.github.mnistlab.model.step.matrix.FloatMatrix;
import io.github.mnistlab.model.step.update.ParameterUpdate;
import io.github.mnistlab.model.step.update.ParameterUpdates;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A step of our own. Of plain dense networks it computes what {@link Dl4jTrainingStep} does, to rounding, in a half to a quarter
 * of the time: nearly all of it goes into products, which leave out what is zero where that is most of a factor, and write into arrays
 * that are made once; the rest of the work is done on pieces that are still in the processor's cache. docs/speed.md has figures and
 * limits. Batch normalisation, dropout, smoothed labels and averages are its own; docs/accuracy.md has their sources.
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
    private final FirstLayer first;
    private final List<LaterLayer> later = new ArrayList<>();
    private final SoftmaxCrossEntropy loss;
    private final FloatBuffer outputs;
    private final ParameterUpdate update;
    private final List<BatchNormalization> normalizations = new ArrayList<>();
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
     * @param featureOrder of what is trained on
     * @param batchSize the most rows of a step
     * @param parameters to begin with
     * @param lossWeights of each class; empty for none
     * @param seed recorded in the model's configuration
     * @param team who shares the work; it stays open
     */
    DenseTrainingStep(
            ModelSpec model,
            TrainingSpec training,
            FeatureOrder featureOrder,
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
            FeatureOrder featureOrder,
            int classes,
            int batchSize,
            float[] parameters,
            List<Double> lossWeights,
            long seed,
            ThreadTeam team) {
        this.model = model;
        this.features = featureOrder.features();
        this.classes = classes;
        this.team = team;
        List<LayerShape> shapes = LayerShape.of(model, features, classes);
        UnitBlocks unitBlocks = new UnitBlocks(batchSize, team);
        List<Integer> pieces = new ArrayList<>();
        this.first = new FirstLayer(model, shapes.get(0), featureOrder, batchSize, unitBlocks);
        for (LayerShape shape : shapes) {
            TrainingLayer layer = first.layer();
            if (!layers.isEmpty()) {
                HiddenLayer before = hiddenLayers.get(layers.size() - 1);
                later.add(new LaterLayer(shape, pieces.size(), before, batchSize, unitBlocks));
                layer = later.get(later.size() - 1).layer();
            }
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
        this.averaging = training.averaging();
        this.average = averaging == null ? null : new ParameterAverage(layers, normalizations);
        this.workspaces = new GradientWorkspaces(layers);
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
        final List<LaterPass> laterPasses = new ArrayList<>();
        final List<HiddenLayer.OfBatch> hidden = new ArrayList<>();
        final List<FloatMatrix> gradients = new ArrayList<>();

        Pass(int rows) {
            this.rows = rows;
            for (int i = 0; i < layers.size(); i++) {
                gradients.add(FloatMatrix.of(
                        gradientNumbers.get(i), 0, rows, layers.get(i).units()));
                // The logits lie where their gradients will.
                FloatMatrix preActivations = gradients.get(i);
                if (i < hiddenLayers.size()) {
                    hidden.add(hiddenLayers.get(i).new OfBatch(rows));
                    preActivations = hidden.get(i).preActivations();
                }
                if (i == 0) {
                    layerPasses.add(first.pass(preActivations, gradients.get(0)));
                } else {
                    laterPasses.add(later.get(i - 1).pass(preActivations, gradients.get(i)));
                    layerPasses.add(laterPasses.get(i - 1));
                }
            }
        }

        void writeOnes() {
            hidden.forEach(HiddenLayer.OfBatch::writeOnes);
        }

        Outcome run(Examples examples, int[] order, int from) {
            update.beginStep(learningRate, ++steps);
            first.fill(examples, order, from, rows, DropoutMask.key(dropoutSeed, steps, 0));
            // The penalty of the parameters as they still are.
            double penalty = penalty();
            for (int i = 0; i < layers.size(); i++) {
                layerPasses.get(i).forward(team);
                if (i < hidden.size()) {
                    hidden.get(i).forward(dropoutSeed, steps);
                }
            }
            Outcome outcome = loss.apply(outputs, outputs, examples, order, from, rows);
            for (int i = layers.size() - 1; i >= 0; i--) {
                if (i > 0) {
                    laterPasses.get(i - 1).inputGradients(gradients.get(i - 1), team);
                }
                layerPasses.get(i).move(model.l2(), update, team, workspaces, moved(i));
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
        first.close();
        later.forEach(LaterLayer::close);
        workspaces.close();
        hiddenLayers.forEach(HiddenLayer::close);
        gradientNumbers.forEach(INDArray::close);
        predictor.close();
        Dl4jNetworks.close(network);
    }
}
