package io.github.mnistlab.model.step;

import io.github.mnistlab.data.Examples;
import io.github.mnistlab.model.Dl4jNetworks;
import io.github.mnistlab.model.FeatureRows;
import io.github.mnistlab.model.FlatParameters;
import io.github.mnistlab.model.LayerShape;
import io.github.mnistlab.model.ModelSpec;
import io.github.mnistlab.model.NetworkBatch;
import io.github.mnistlab.model.OptimizerSpec;
import io.github.mnistlab.model.Predictor;
import io.github.mnistlab.model.TrainedModel;
import java.nio.FloatBuffer;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Deeplearning4j's own step. */
final class Dl4jTrainingStep implements TrainingStep {
    private final MultiLayerNetwork network;
    private final int classes;
    private final NetworkBatch batch;
    private final Predictor predictor;
    private final OutputLogits logits;

    /**
     * @param batchSize the most rows of a step
     * @param parameters to begin with
     * @param lossWeights of each class; empty for none
     * @param seed recorded in the network's configuration
     */
    Dl4jTrainingStep(
            ModelSpec model,
            OptimizerSpec optimizer,
            int features,
            int classes,
            int batchSize,
            float[] parameters,
            List<Double> lossWeights,
            long seed) {
        MultiLayerConfiguration configuration = Dl4jNetworks.configuration(
                LayerShape.of(model, features, classes),
                model.droppedInputs(),
                model.l2(),
                Dl4jNetworks.updater(optimizer),
                seed,
                DataType.FLOAT);
        this.network = Dl4jNetworks.network(configuration, parameters);
        Dl4jNetworks.setLossWeights(network.getLayerWiseConfigurations(), lossWeights);
        this.classes = classes;
        this.batch = new NetworkBatch(batchSize, features, classes);
        this.predictor = new Predictor(network, features, classes);
        this.logits = new OutputLogits(batchSize, classes);
        network.setListeners(logits);
    }

    @Override
    public void beginEpoch(double learningRate, long dropoutSeed) {
        setLearningRate(learningRate);
        Nd4j.getRandom().setSeed(dropoutSeed);
    }

    @Override
    public void setLearningRate(double learningRate) {
        for (Layer layer : network.getLayers()) {
            // In place: the running updater reads its rate from these very objects, and keeps its state.
            if (layer.conf().getLayer() instanceof BaseLayer trained) {
                trained.getIUpdater().setLrAndSchedule(learningRate, null);
            }
        }
    }

    @Override
    public Outcome run(Examples examples, int[] order, int from, int count) {
        batch.fill(examples, order, from, count);
        network.fit(batch.features(count), batch.labels(count));
        return new Outcome(network.score(), logits.correct(examples, order, from, count));
    }

    @Override
    public double penalty() {
        return network.calcRegularizationScore(true);
    }

    @Override
    public float[] parameters() {
        return FlatParameters.read(network.params());
    }

    @Override
    public float[] modelParameters() {
        return parameters();
    }

    @Override
    public float[] optimizerState() {
        INDArray state = updaterState();
        return state == null ? new float[0] : FlatParameters.read(state);
    }

    @Override
    public void restore(float[] parameters, float[] optimizerState, long steps) {
        setParameters(parameters);
        INDArray state = updaterState();
        if (state != null) {
            FlatParameters.write(optimizerState, state);
        }
        // Adam's corrections of its moments read it from here.
        network.getLayerWiseConfigurations().setIterationCount(Math.toIntExact(steps));
    }

    /** Null for an optimizer that keeps nothing. */
    private INDArray updaterState() {
        return network.getUpdater(true).getStateViewArray();
    }

    @Override
    public void setParameters(float[] parameters) {
        FlatParameters.write(parameters, network.params());
    }

    @Override
    public float[] predict(Examples examples) {
        return predictor.predict(FeatureRows.of(examples), examples.size());
    }

    @Override
    public TrainedModel model() {
        MultiLayerConfiguration configuration =
                network.getLayerWiseConfigurations().clone();
        // They are of no use for a model that predicts, and plain models are what a model file may hold.
        Dl4jNetworks.setLossWeights(configuration, List.of());
        return new TrainedModel(Dl4jNetworks.network(configuration, parameters()), classes);
    }

    @Override
    public void close() {
        predictor.close();
        batch.close();
        logits.close();
        Dl4jNetworks.close(network);
    }

    /**
     * The logits of the training pass itself, taken while its activations are still there, so that
     * the training accuracy costs no second pass. Deeplearning4j shows a listener the hidden layers' activations only.
     */
    private static final class OutputLogits extends BaseTrainingListener implements AutoCloseable {
        private final int classes;
        private final INDArray logits;
        private final FloatBuffer values;

        OutputLogits(int capacity, int classes) {
            this.classes = classes;
            this.logits = Nd4j.create(DataType.FLOAT, (long) capacity * classes);
            this.values = logits.data().asNioFloat();
        }

        @Override
        public void onBackwardPass(Model model) {
            Layer output = ((MultiLayerNetwork) model).getOutputLayer();
            INDArray input = output.input();
            long count = input.size(0);
            // Column-major, the only order that the matrix product writes without a copy.
            INDArray product =
                    logits.get(NDArrayIndex.interval(0, count * classes)).reshape('f', new long[] {count, classes});
            Nd4j.gemm(input, output.getParam(DefaultParamInitializer.WEIGHT_KEY), product, false, false, 1, 0);
            product.addiRowVector(output.getParam(DefaultParamInitializer.BIAS_KEY));
        }

        int correct(Examples examples, int[] order, int from, int count) {
            int correct = 0;
            for (int i = 0; i < count; i++) {
                int best = 0;
                for (int c = 1; c < classes; c++) {
                    if (values.get(c * count + i) > values.get(best * count + i)) {
                        best = c;
                    }
                }
                if (best == examples.label(order[from + i])) {
                    correct++;
                }
            }
            return correct;
        }

        @Override
        public void close() {
            logits.close();
        }
    }
}
