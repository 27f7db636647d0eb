package io.github.mnistlab.model.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.mnistlab.data.Examples;
import io.github.mnistlab.model.LayerShape;
import io.github.mnistlab.model.ModelSpec;
import io.github.mnistlab.model.UnitFunction;
import io.github.mnistlab.model.UnitFunction.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Reads what a model file's {@code configuration.json} says of a perceptron's layers.
 *
 * <p>The text is looked at as a tree and never given to Deeplearning4j, whose own reader makes an object of any class
 * that a file names. What does not bear on predictions, the optimizer for one, is not taken over, but a class that a
 * perceptron has no need of is refused wherever it is named.
 */
final class ModelConfiguration {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final String CLASS = "@class";

    // Names, not classes: who only predicts has no Deeplearning4j.
    private static final String DENSE_LAYER = "org.deeplearning4j.nn.conf.layers.DenseLayer";
    private static final String OUTPUT_LAYER = "org.deeplearning4j.nn.conf.layers.OutputLayer";
    private static final String BATCH_NORMALIZATION = "org.deeplearning4j.nn.conf.layers.BatchNormalization";
    private static final String ACTIVATION_LAYER = "org.deeplearning4j.nn.conf.layers.ActivationLayer";
    private static final String CROSS_ENTROPY = "org.nd4j.linalg.lossfunctions.impl.LossMCXENT";
    private static final String LOG_LIKELIHOOD = "org.nd4j.linalg.lossfunctions.impl.LossNegativeLogLikelihood";

    /** Whole names of the classes that a layer, its activation or its loss may be, and names of those without effect here. */
    private static final Set<String> CLASSES = Set.of(
            DENSE_LAYER,
            OUTPUT_LAYER,
            BATCH_NORMALIZATION,
            ACTIVATION_LAYER,
            CROSS_ENTROPY,
            LOG_LIKELIHOOD,
            "org.nd4j.linalg.activations.impl.ActivationELU",
            "org.nd4j.linalg.activations.impl.ActivationGELU",
            "org.nd4j.linalg.activations.impl.ActivationIdentity",
            "org.nd4j.linalg.activations.impl.ActivationLReLU",
            "org.nd4j.linalg.activations.impl.ActivationReLU",
            "org.nd4j.linalg.activations.impl.ActivationSELU",
            "org.nd4j.linalg.activations.impl.ActivationSigmoid",
            "org.nd4j.linalg.activations.impl.ActivationSoftPlus",
            "org.nd4j.linalg.activations.impl.ActivationSoftmax",
            "org.nd4j.linalg.activations.impl.ActivationSwish",
            "org.nd4j.linalg.activations.impl.ActivationTanH",
            "org.deeplearning4j.nn.conf.dropout.Dropout",
            "org.deeplearning4j.nn.weights.WeightInitConstant",
            "org.deeplearning4j.nn.weights.WeightInitLecunUniform",
            "org.deeplearning4j.nn.weights.WeightInitNormal",
            "org.deeplearning4j.nn.weights.WeightInitRelu",
            "org.deeplearning4j.nn.weights.WeightInitReluUniform",
            "org.deeplearning4j.nn.weights.WeightInitSigmoidUniform",
            "org.deeplearning4j.nn.weights.WeightInitUniform",
            "org.deeplearning4j.nn.weights.WeightInitXavier",
            "org.deeplearning4j.nn.weights.WeightInitXavierUniform",
            "org.nd4j.linalg.learning.config.AMSGrad",
            "org.nd4j.linalg.learning.config.AdaBelief",
            "org.nd4j.linalg.learning.config.AdaDelta",
            "org.nd4j.linalg.learning.config.AdaGrad",
            "org.nd4j.linalg.learning.config.AdaMax",
            "org.nd4j.linalg.learning.config.Adam",
            "org.nd4j.linalg.learning.config.Nadam",
            "org.nd4j.linalg.learning.config.Nesterovs",
            "org.nd4j.linalg.learning.config.NoOp",
            "org.nd4j.linalg.learning.config.RmsProp",
            "org.nd4j.linalg.learning.config.Sgd",
            "org.nd4j.linalg.learning.regularization.L1Regularization",
            "org.nd4j.linalg.learning.regularization.L2Regularization",
            "org.nd4j.linalg.learning.regularization.WeightDecay",
            "org.nd4j.linalg.schedule.ExponentialSchedule",
            "org.nd4j.linalg.schedule.FixedSchedule",
            "org.nd4j.linalg.schedule.InverseSchedule",
            "org.nd4j.linalg.schedule.PolySchedule",
            "org.nd4j.linalg.schedule.SigmoidSchedule",
            "org.nd4j.linalg.schedule.StepSchedule");

    /** Deeplearning4j's, where a file does not say one. */
    private static final double LEAKY_RELU_SLOPE = 0.01;

    /** Of a table that is as wide as can be; of hidden layers it is less. */
    private static final int MAX_INPUTS = 1 << 20;

    private ModelConfiguration() {}

    /** What is wrong with a configuration, and where in it. */
    static final class WrongException extends Exception {
        private static final long serialVersionUID = 1;

        WrongException(String path, String wrong) {
            super("in configuration.json, " + path + " " + wrong);
        }
    }

    /**
     * The layers of a perceptron.
     *
     * @param features that it must take; empty for any
     * @throws WrongException if it is anything else
     */
    static List<LayerShape> layers(byte[] json, OptionalInt features) throws WrongException {
        JsonNode root;
        try {
            root = JSON.readTree(new String(json, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? "something"
                    : "line " + e.getLocation().getLineNr();
            throw new WrongException(where, "is not JSON: " + e.getOriginalMessage());
        }
        checkClasses(root, Place.ROOT);
        require(root.path("dataType").asText("FLOAT").equals("FLOAT"), "/dataType", root.path("dataType"), "FLOAT");
        JsonNode preProcessors = root.path("inputPreProcessors");
        require(empty(preProcessors), "/inputPreProcessors", preProcessors, "empty");
        JsonNode confs = root.path("confs");
        // A hidden layer that is normalised is three of Deeplearning4j's.
        int most = 3 * ModelSpec.MAX_LAYERS + 1;
        require(
                confs.isArray() && !confs.isEmpty() && confs.size() <= most,
                "/confs",
                confs.isArray() ? confs.size() + " layers" : confs,
                "an array of 1 to " + most + " layers");
        List<LayerShape> layers = new ArrayList<>();
        int inputs = features.orElse(-1);
        for (int i = 0; i < confs.size(); i++) {
            LayerShape layer = layer(confs.get(i).path("layer"), "/confs/" + i + "/layer", i == confs.size() - 1);
            boolean normalized =
                    confs.at("/" + (i + 1) + "/layer/" + CLASS).asText().equals(BATCH_NORMALIZATION);
            require(layer.inputs() == inputs || inputs < 0, "/confs/" + i + "/layer/nin", layer.inputs(), inputs);
            inputs = layer.outputs();
            if (normalized) {
                layer = normalized(layer, confs, i);
                i += 2;
            }
            layers.add(layer);
        }
        require(layers.size() <= ModelSpec.MAX_LAYERS + 1, "/confs", layers.size() + " dense layers", "fewer");
        long parameters = layers.stream().mapToLong(LayerShape::parameters).sum();
        require(
                parameters <= ModelSpec.MAX_PARAMETERS,
                "/confs",
                parameters + " parameters",
                "at most " + ModelSpec.MAX_PARAMETERS);
        return layers;
    }

    /** The layer at a place, the batch normalisation after it and the activation after that, as one. */
    private static LayerShape normalized(LayerShape layer, JsonNode confs, int at) throws WrongException {
        String densePath = "/confs/" + at + "/layer/activationFn";
        require(
                layer.function().kind() == Kind.IDENTITY,
                densePath,
                layer.function().kind(),
                "the identity");
        String path = "/confs/" + (at + 1) + "/layer";
        JsonNode normalization = confs.get(at + 1).path("layer");
        double epsilon = number(normalization, "eps", LayerShape.NORMALIZATION_EPSILON, path);
        require(epsilon == LayerShape.NORMALIZATION_EPSILON, path + "/eps", epsilon, "1.0E-5");
        // Both are true where the file does not say so, or were in Deeplearning4j's mind.
        require(!normalization.path("useLogStd").asBoolean(true), path + "/useLogStd", true, "false");
        require(!normalization.path("lockGammaBeta").asBoolean(false), path + "/lockGammaBeta", true, "false");
        require(empty(normalization.path("constraints")), path + "/constraints", "there", "null");
        int units = units(normalization.path("nout"), path + "/nout", 1, ModelSpec.MAX_UNITS);
        require(units == layer.outputs(), path + "/nout", units, layer.outputs());
        String after = "/confs/" + (at + 2) + "/layer";
        JsonNode activation = confs.path(at + 2).path("layer");
        require(
                activation.path(CLASS).asText().equals(ACTIVATION_LAYER),
                after + "/@class",
                activation.path(CLASS),
                ACTIVATION_LAYER);
        UnitFunction function = function(activation.path("activationFn"), after + "/activationFn", false);
        return new LayerShape(layer.inputs(), layer.outputs(), function, true);
    }

    /** Where a value stands. Its path is only made for a message: in a file made to harm, all paths are gigabytes. */
    private record Place(Place parent, String name) {
        static final Place ROOT = new Place(null, "");

        String path() {
            return parent == null ? "" : parent.path() + "/" + shown(name);
        }
    }

    private static void checkClasses(JsonNode node, Place place) throws WrongException {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            Place fieldPlace = new Place(place, field.getKey());
            if (field.getKey().equals(CLASS)
                    && !CLASSES.contains(field.getValue().asText())) {
                throw wrong(
                        fieldPlace.path(),
                        field.getValue(),
                        "a class that a plain perceptron of dense layers is made of");
            }
            checkClasses(field.getValue(), fieldPlace);
        }
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                checkClasses(node.get(i), new Place(place, Integer.toString(i)));
            }
        }
    }

    private static LayerShape layer(JsonNode layer, String path, boolean last) throws WrongException {
        String expected = last ? OUTPUT_LAYER : DENSE_LAYER;
        JsonNode type = layer.path(CLASS);
        require(type.asText().equals(expected), path + "/@class", type, expected);
        require(layer.path("hasBias").asBoolean(true), path + "/hasBias", layer.path("hasBias"), "true");
        require(!layer.path("hasLayerNorm").asBoolean(false), path + "/hasLayerNorm", true, "false");
        require(empty(layer.path("weightNoise")), path + "/weightNoise", layer.path("weightNoise"), "null");
        require(empty(layer.path("constraints")), path + "/constraints", layer.path("constraints"), "null");
        if (last) {
            JsonNode loss = layer.path("lossFn").path(CLASS);
            require(
                    loss.asText().equals(CROSS_ENTROPY) || loss.asText().equals(LOG_LIKELIHOOD),
                    path + "/lossFn/@class",
                    loss,
                    CROSS_ENTROPY);
        }
        int inputs = units(layer.path("nin"), path + "/nin", 1, MAX_INPUTS);
        int outputs = last
                ? units(layer.path("nout"), path + "/nout", 2, Examples.MAX_CLASSES)
                : units(layer.path("nout"), path + "/nout", 1, ModelSpec.MAX_UNITS);
        return new LayerShape(inputs, outputs, function(layer.path("activationFn"), path + "/activationFn", last));
    }

    private static int units(JsonNode node, String path, int least, int most) throws WrongException {
        require(
                node.canConvertToInt() && node.isIntegralNumber() && node.asInt() >= least && node.asInt() <= most,
                path,
                node,
                least + " to " + most);
        return node.asInt();
    }

    private static UnitFunction function(JsonNode node, String path, boolean last) throws WrongException {
        String name = node.path(CLASS).asText();
        String simple = name.substring(name.lastIndexOf('.') + 1);
        require(last == simple.equals("ActivationSoftmax"), path, name, last ? "softmax" : "a hidden layer's");
        return switch (simple) {
            case "ActivationSoftmax" -> new UnitFunction(Kind.IDENTITY);
            case "ActivationELU" -> new UnitFunction(Kind.ELU, number(node, "alpha", 1, path));
            case "ActivationGELU" ->
                node.path("precise").asBoolean(false)
                        ? new UnitFunction(Kind.PRECISE_GELU)
                        : new UnitFunction(Kind.GELU);
            case "ActivationIdentity" -> new UnitFunction(Kind.IDENTITY);
            case "ActivationLReLU" -> new UnitFunction(Kind.LEAKY_RELU, number(node, "alpha", LEAKY_RELU_SLOPE, path));
            case "ActivationReLU" -> {
                for (String bend : List.of("max", "threshold", "negativeSlope")) {
                    require(empty(node.path(bend)), path + "/" + bend, node.path(bend), "null or 0");
                }
                yield new UnitFunction(Kind.RELU);
            }
            case "ActivationSELU" -> new UnitFunction(Kind.SELU);
            case "ActivationSigmoid" -> new UnitFunction(Kind.SIGMOID);
            case "ActivationSoftPlus" -> new UnitFunction(Kind.SOFTPLUS);
            case "ActivationSwish" -> new UnitFunction(Kind.SWISH);
            case "ActivationTanH" -> new UnitFunction(Kind.TANH);
            default -> throw new WrongException(path, "is " + name + ", which is no activation of a perceptron");
        };
    }

    private static double number(JsonNode node, String field, double whenAbsent, String path) throws WrongException {
        JsonNode value = node.path(field);
        if (value.isMissingNode()) {
            return whenAbsent;
        }
        require(value.isNumber() && Double.isFinite(value.asDouble()), path + "/" + field, value, "a finite number");
        return value.asDouble();
    }

    /** Absent, null, zero, or without elements. */
    private static boolean empty(JsonNode node) {
        return node.isContainerNode()
                ? node.isEmpty()
                : node.isMissingNode() || node.isNull() || (node.isNumber() && node.asDouble() == 0);
    }

    private static void require(boolean right, String path, Object found, String expected) throws WrongException {
        if (!right) {
            throw wrong(path, found, expected);
        }
    }

    private static WrongException wrong(String path, Object found, String expected) {
        String text = found instanceof JsonNode node && node.isMissingNode() ? "missing" : found.toString();
        return new WrongException(path, "is " + shown(text) + ", but must be " + expected);
    }

    private static String shown(String text) {
        return text.length() > 100 ? text.substring(0, 100) + "…" : text;
    }

    private static void require(boolean right, String path, int found, int expected) throws WrongException {
        require(right, path, (Object) found, Integer.toString(expected));
    }
}
