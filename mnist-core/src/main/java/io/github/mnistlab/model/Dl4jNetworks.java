package io.github.mnistlab.model;

import java.util.List;
import org.deeplearning4j.nn.api.Updater;
import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.util.CrashReportingUtil;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationGELU;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSELU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftPlus;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspaceManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** Builds Deeplearning4j's networks and translates our terms, which are Keras's, into its own. */
public final class Dl4jNetworks {
    /** Deeplearning4j's and PyTorch's, who calls 1 less it the momentum. */
    private static final double NORMALIZATION_DECAY = 0.9;

    private Dl4jNetworks() {}

    /**
     * @param layers first to last
     * @param dropped the share of each layer's inputs that is left out in training; empty for none
     * @param l2 factor of the sum of squared weights
     * @param seed never zero; it is recorded, but nothing is drawn from it
     */
    public static MultiLayerConfiguration configuration(
            List<LayerShape> layers, List<Double> dropped, double l2, IUpdater updater, long seed, DataType type) {
        NeuralNetConfiguration.Builder builder = new NeuralNetConfiguration.Builder()
                .seed(seed)
                .dataType(type)
                .updater(updater)
                .weightInit(WeightInit.XAVIER_UNIFORM)
                .trainingWorkspaceMode(WorkspaceMode.ENABLED)
                .inferenceWorkspaceMode(WorkspaceMode.ENABLED)
                .cacheMode(CacheMode.NONE);
        if (l2 > 0) {
            // Deeplearning4j adds half of its l2 times the sum of squares, Keras the whole; both leave biases out.
            builder.l2(2 * l2);
        }
        NeuralNetConfiguration.ListBuilder list = builder.list();
        for (int i = 0; i < layers.size(); i++) {
            LayerShape layer = layers.get(i);
            // A hidden layer's units are dropped by the layer after it. Deeplearning4j's number is the share that is
            // kept.
            double share = dropped.isEmpty() ? 0 : dropped.get(i);
            Dropout inputDropout = share > 0 ? new Dropout(1 - share) : null;
            if (i < layers.size() - 1) {
                list.layer(new DenseLayer.Builder()
                        .nIn(layer.inputs())
                        .nOut(layer.outputs())
                        .activation(layer.normalized() ? new ActivationIdentity() : activation(layer.function()))
                        .dropOut(inputDropout)
                        .build());
                if (layer.normalized()) {
                    // Its decay is what is left of the running statistics, and by default it keeps logarithms of them.
                    list.layer(new BatchNormalization.Builder()
                            .nIn(layer.outputs())
                            .nOut(layer.outputs())
                            .eps(LayerShape.NORMALIZATION_EPSILON)
                            .decay(NORMALIZATION_DECAY)
                            .useLogStd(false)
                            .build());
                    list.layer(new ActivationLayer.Builder()
                            .activation(activation(layer.function()))
                            .build());
                }
            } else {
                list.layer(new OutputLayer.Builder()
                        .lossFunction(new LossMCXENT())
                        .nIn(layer.inputs())
                        .nOut(layer.outputs())
                        .activation(new ActivationSoftmax())
                        .dropOut(inputDropout)
                        .build());
            }
        }
        return list.build();
    }

    /**
     * Sets what the loss of a row is multiplied by. Deeplearning4j has a weight an output, which is the row's where its
     * label is one-hot; like Keras it divides a batch's sum by the number of rows, not by the sum of their weights.
     *
     * @param lossWeights of each class; empty for none
     */
    public static void setLossWeights(MultiLayerConfiguration configuration, List<Double> lossWeights) {
        int last = configuration.getConfs().size() - 1;
        INDArray weights = lossWeights.isEmpty()
                ? null
                : Nd4j.create(
                        lossWeights.stream().mapToDouble(Double::doubleValue).toArray(),
                        new long[] {1, lossWeights.size()},
                        configuration.getDataType());
        // A new loss: layers share theirs with the layers that were copied from them.
        ((OutputLayer) configuration.getConf(last).getLayer()).setLossFn(new LossMCXENT(weights));
    }

    public static IActivation activation(UnitFunction function) {
        return switch (function.kind()) {
            case IDENTITY -> new ActivationIdentity();
            case RELU -> new ActivationReLU();
            case LEAKY_RELU -> new ActivationLReLU(function.constant());
            case ELU -> new ActivationELU(function.constant());
            case SELU -> new ActivationSELU();
            case GELU -> new ActivationGELU();
            case PRECISE_GELU -> new ActivationGELU(true);
            case SWISH -> new ActivationSwish();
            case TANH -> new ActivationTanH();
            case SIGMOID -> new ActivationSigmoid();
            case SOFTPLUS -> new ActivationSoftPlus();
        };
    }

    public static IUpdater updater(OptimizerSpec optimizer) {
        if (optimizer instanceof OptimizerSpec.Adam adam) {
            return new Adam(adam.learningRate(), adam.beta1(), adam.beta2(), adam.epsilon());
        }
        if (optimizer instanceof OptimizerSpec.AdamW adamW) {
            return updater(adamW.withoutDecay());
        }
        if (optimizer instanceof OptimizerSpec.Nesterov nesterov) {
            return new Nesterovs(nesterov.learningRate(), nesterov.momentum());
        }
        return new Sgd(optimizer.learningRate());
    }

    /** A network with these parameters. */
    public static MultiLayerNetwork network(MultiLayerConfiguration configuration, float[] parameters) {
        // Neither memory dumps into the user's folders nor full collections every few steps.
        CrashReportingUtil.crashDumpsEnabled(false);
        Nd4j.getMemoryManager().togglePeriodicGc(false);
        MultiLayerNetwork network = new MultiLayerNetwork(configuration);
        INDArray flat = Nd4j.createUninitialized(configuration.getDataType(), 1, parameters.length);
        if (configuration.getDataType() == DataType.DOUBLE) {
            flat.assign(Nd4j.createFromArray(parameters));
        } else {
            FlatParameters.write(parameters, flat);
        }
        network.init(flat, false);
        return network;
    }

    /**
     * Frees a network's memory outside the Java heap, and this thread's workspaces. {@code MultiLayerNetwork.close} and
     * {@code destroyAllWorkspacesForCurrentThread} would do so too, with a full garbage collection each time.
     */
    public static void close(MultiLayerNetwork network) {
        close(network.params());
        close(network.getGradientsViewArray());
        Updater updater = network.getUpdater(false);
        close(updater == null ? null : updater.getStateViewArray());
        MemoryWorkspaceManager workspaces = Nd4j.getWorkspaceManager();
        workspaces.getAllWorkspacesForCurrentThread().forEach(workspaces::destroyWorkspace);
        OffHeapMemory.reclaim();
    }

    private static void close(INDArray array) {
        if (array != null && array.closeable()) {
            array.close();
        }
    }
}
