package io.github.mnistlab.external.onnx;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.experiment.JudgedModel;
import io.github.mnistlab.experiment.JudgedModel.OnnxOutput;
import io.github.mnistlab.experiment.JudgedModel.Values;
import io.github.mnistlab.experiment.OnnxInput;
import io.github.mnistlab.experiment.OnnxInput.Layout;
import io.github.mnistlab.experiment.PixelScale;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Works out how a model is asked, from what an experiment says and what its file says. Nothing is guessed where there is a
 * choice.
 */
public final class OnnxCalls {
    private static final List<String> INPUT_TYPES = List.of("float32", "float64", "uint8");
    private static final List<String> SCORE_TYPES = List.of("float32", "float64");
    private static final List<String> LABEL_TYPES = List.of("int64", "int32", "string");

    private final OnnxFile file;
    private final ImageShape shape;
    private final OnnxInput input;
    private final OnnxOutput output;
    private final List<String> faults = new ArrayList<>();

    private OnnxCalls(OnnxFile file, JudgedModel.Onnx model, ImageShape shape) {
        this.file = file;
        this.shape = shape;
        this.input = Optional.ofNullable(model.input()).orElse(OnnxInput.UNSAID);
        this.output = Optional.ofNullable(model.output()).orElse(OnnxOutput.UNSAID);
    }

    /**
     * How the model of a file is asked.
     *
     * @param shape of the images
     * @throws DataException if the two disagree or leave a choice; says so of all, with what there is and a line to paste
     */
    public static OnnxCall of(OnnxFile file, JudgedModel.Onnx model, ImageShape shape) {
        return new OnnxCalls(file, model, shape).call();
    }

    private OnnxCall call() {
        Optional<OnnxValue> in = choose(file.inputs(), input.name(), "input", "takes the images");
        Optional<OnnxValue> out = choose(file.outputs(), output.name(), "output", "is judged");
        Optional<PixelScale> scale = scale();
        Optional<Values> values = values();
        Optional<Layout> layout = in.flatMap(this::layout);
        in.ifPresent(taken -> checkInput(taken, scale));
        out.ifPresent(given -> values.ifPresent(kind -> checkOutput(given, kind)));
        if (!faults.isEmpty()) {
            throw new DataException(message(in, out, layout));
        }
        List<Long> axes = new ArrayList<>(axes(layout.orElseThrow()));
        in.orElseThrow().shape().ifPresent(shape -> axes.set(0, shape.get(0)));
        return new OnnxCall(
                in.orElseThrow().name(),
                in.orElseThrow().type(),
                axes,
                scale.orElseThrow(),
                out.orElseThrow().name(),
                values.orElseThrow(),
                layout.get() == Layout.NCHW && !shape.isGrey());
    }

    private Optional<OnnxValue> choose(List<OnnxValue> all, String name, String what, String does) {
        if (name != null) {
            Optional<OnnxValue> named =
                    all.stream().filter(value -> value.name().equals(name)).findFirst();
            if (named.isEmpty()) {
                faults.add(what + ".name is " + name + ", but it has no such " + what);
            }
            return named;
        }
        if (all.size() != 1) {
            faults.add("it has " + all.size() + " " + what + "s: " + what + ".name must say which " + does);
            return Optional.empty();
        }
        return Optional.of(all.get(0));
    }

    private Optional<PixelScale> scale() {
        Optional<PixelScale> said = Optional.ofNullable(input.scale()).or(() -> OnnxMetadata.scale(file.metadata()));
        if (said.isEmpty()) {
            faults.add("input.scale must say what a pixel becomes");
        }
        return said;
    }

    private Optional<Values> values() {
        Optional<Values> said = Optional.ofNullable(output.values()).or(() -> OnnxMetadata.values(file.metadata()));
        if (said.isEmpty()) {
            faults.add("output.values must say what comes out");
        }
        return said;
    }

    private Optional<Layout> layout(OnnxValue taken) {
        List<Layout> fitting = Arrays.stream(Layout.values())
                .filter(layout -> layout != Layout.NHW || shape.isGrey())
                .filter(layout -> taken.takes(axes(layout)))
                .toList();
        if (input.layout() != null) {
            if (!fitting.contains(input.layout())) {
                faults.add("input.layout is " + word(input.layout()) + ", but the input is " + taken.describe());
            }
            return Optional.of(input.layout());
        }
        if (fitting.size() == 1) {
            return Optional.of(fitting.get(0));
        }
        faults.add(
                fitting.isEmpty()
                        ? "the input is " + taken.describe() + ", but images are of " + shape + " pixels"
                        : "input.layout must say which axes the input has");
        return Optional.empty();
    }

    private void checkInput(OnnxValue taken, Optional<PixelScale> scale) {
        if (!INPUT_TYPES.contains(taken.type())) {
            faults.add("the input is " + taken.describe() + ", but must be one of " + String.join(", ", INPUT_TYPES));
        } else if (taken.type().equals("uint8")
                && scale.filter(said -> said != PixelScale.Range.ZERO_TO_255).isPresent()) {
            faults.add("the input takes whole numbers from 0 to 255, so input.scale must be zero-to-255");
        }
    }

    private void checkOutput(OnnxValue given, Values values) {
        List<String> types = values == Values.LABELS ? LABEL_TYPES : SCORE_TYPES;
        if (!types.contains(given.type())) {
            faults.add("the output is " + given.describe() + ", but " + word(values) + " are of "
                    + String.join(", ", types)
                    + (given.type().equals(OnnxValue.NO_TENSOR) ? " (of skl2onnx, convert with zipmap=False)" : ""));
        }
    }

    /** The axes of a batch of any number of images. */
    private List<Long> axes(Layout layout) {
        long height = shape.height();
        long width = shape.width();
        long channels = shape.channels();
        return switch (layout) {
            case FLAT -> List.of(OnnxValue.ANY, (long) shape.values());
            case NHW -> List.of(OnnxValue.ANY, height, width);
            case NCHW -> List.of(OnnxValue.ANY, channels, height, width);
            case NHWC -> List.of(OnnxValue.ANY, height, width, channels);
        };
    }

    private String message(Optional<OnnxValue> in, Optional<OnnxValue> out, Optional<Layout> layout) {
        String nameOfInput = in.or(() -> file.inputs().stream().findFirst())
                .map(OnnxValue::name)
                .orElse("x");
        String nameOfOutput = out.or(() -> file.outputs().stream().findFirst())
                .map(OnnxValue::name)
                .orElse("y");
        return file.path() + ": " + String.join("; ", faults) + "."
                + "\n    inputs:  " + described(file.inputs())
                + "\n    outputs: " + described(file.outputs())
                + "\n  Under model, write what is true of it, such as"
                + "\n    input: {name: " + yaml(nameOfInput) + ", layout: " + word(layout.orElse(Layout.FLAT))
                + ", scale: zero-to-one}"
                + "\n    output: {name: " + yaml(nameOfOutput) + ", values: probabilities}"
                + "\n  scale: zero-to-one, zero-to-255, {mean: 0.1307, deviation: 0.3081}; values: probabilities, logits, labels;"
                + " layout: flat, nhw, nchw, nhwc";
    }

    private static String described(List<OnnxValue> values) {
        return values.isEmpty()
                ? "none"
                : printable(values.stream().limit(20).map(OnnxValue::describe).collect(Collectors.joining("; ")));
    }

    private static String yaml(String name) {
        return name.matches("[A-Za-z_][A-Za-z0-9_]*")
                ? name
                : '"' + printable(name).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(java.util.Locale.ROOT);
    }
}
