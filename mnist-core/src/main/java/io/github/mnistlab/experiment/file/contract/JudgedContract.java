package io.github.mnistlab.experiment.file.contract;

import static io.github.mnistlab.experiment.file.type.Group.Field.optional;
import static io.github.mnistlab.experiment.file.type.Group.Field.required;

import io.github.mnistlab.experiment.JudgedModel;
import io.github.mnistlab.experiment.OnnxInput;
import io.github.mnistlab.experiment.PixelScale;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.experiment.file.type.Group;
import io.github.mnistlab.experiment.file.type.Kinds.Kind;
import io.github.mnistlab.experiment.file.type.OneOf;
import io.github.mnistlab.experiment.file.type.ScalarType.Choice;
import io.github.mnistlab.experiment.file.type.ScalarType.NumberRange;
import io.github.mnistlab.experiment.file.yaml.YamlNode;
import java.util.List;
import java.util.Optional;

/** The models of an experiment file that were made elsewhere and are only judged. */
public final class JudgedContract {
    static final Kind PREDICTIONS = Kind.of(
            "predictions",
            required(
                    "file",
                    NameForms.PATH,
                    "What was predicted for every test row: CSV with a header, gzipped or not, or NumPy's .npy. "
                            + JudgedModel.SEED + " stands for the seed and makes the variant a recipe."),
            optional(
                    "values",
                    Choice.of(JudgedModel.Values.class),
                    "What the numbers are; labels: the predicted class alone. Default: what a CSV file's columns"
                            + " say, and probabilities for .npy."));

    private static final Group STANDARDIZED = new Group(
            required(
                    "mean",
                    NumberRange.fromTo(-1000, 1000),
                    "What is taken from each pixel, from 0 to 1, as by torchvision's Normalize."),
            required("deviation", NumberRange.aboveUpTo(0, 1000), "What the rest is divided by."));

    private static final Group ONNX_INPUT = new Group(
            optional("name", NameForms.TENSOR, "The input for images or rows. Default: the only one."),
            optional(
                    "layout",
                    Choice.of(OnnxInput.Layout.class),
                    "Its axes: flat (n×784 for MNIST), nhw, nchw (n×1×28×28) or nhwc. Default: what its shape"
                            + " says. Of images alone."),
            optional(
                    "scale",
                    new OneOf(Choice.of(PixelScale.Range.class), STANDARDIZED),
                    "What a pixel from 0 (paper) to 255 (ink) becomes. Files that experiments here wrote say it"
                            + " themselves. Of images alone."));

    private static final Group ONNX_OUTPUT = new Group(
            optional("name", NameForms.TENSOR, "The output that is judged. Default: the only one."),
            optional(
                    "values",
                    Choice.of(JudgedModel.Values.class),
                    "What its numbers are; labels: the predicted class alone. Files that experiments here wrote"
                            + " say it themselves."));

    static final Kind ONNX = Kind.of(
            "onnx",
            required(
                    "file",
                    NameForms.PATH,
                    "A classifier of images, or of a table's rows, for ONNX Runtime. " + JudgedModel.SEED
                            + " stands for the seed and makes the variant a recipe."),
            optional("input", ONNX_INPUT, "How images or rows go into an ONNX model."),
            optional("output", ONNX_OUTPUT, "What comes out of an ONNX model."));

    static final Kind DEEPLEARNING4J = Kind.of(
            "deeplearning4j",
            required(
                    "file",
                    NameForms.PATH,
                    "A network that Deeplearning4j saved: pixels from 0 to 1, or a table's rows as its"
                            + " preparation.json says; dense layers; softmax over the classes. "
                            + JudgedModel.SEED + " stands for the seed and makes the variant a recipe."));

    /** The parts of a run that are about training. */
    public static final List<String> ABOUT_TRAINING =
            List.of("split", "training", "balancing", "augmentation", "preparation");

    private JudgedContract() {}

    /** Whether the model of a run, as the file has it, is only judged. */
    public static boolean isJudged(YamlNode.Mapping run) {
        return source(run).filter(source -> !source.equals(RunSpec.TRAINED)).isPresent();
    }

    /** Whether there is one file, whatever the seed. */
    public static boolean isOneModel(YamlNode.Mapping run) {
        return model(run)
                .flatMap(model -> model.text("file"))
                .filter(file -> !file.text().contains(JudgedModel.SEED))
                .isPresent();
    }

    /** Why a part that is about training has no place there. */
    public static String notTrained(YamlNode.Mapping run) {
        return "a model with source: " + source(run).orElseThrow()
                + " was made elsewhere and is only judged here: nothing of it is trained or balanced; take this out";
    }

    private static Optional<String> source(YamlNode.Mapping run) {
        return model(run).flatMap(model -> model.text("source")).map(YamlNode.Scalar::text);
    }

    private static Optional<YamlNode.Mapping> model(YamlNode.Mapping run) {
        return run.get("model").filter(YamlNode.Mapping.class::isInstance).map(YamlNode.Mapping.class::cast);
    }
}
