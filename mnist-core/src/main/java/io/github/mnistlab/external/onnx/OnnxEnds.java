package io.github.mnistlab.external.onnx;

import io.github.mnistlab.experiment.JudgedModel;
import io.github.mnistlab.experiment.JudgedModel.OnnxOutput;
import io.github.mnistlab.experiment.JudgedModel.Values;
import io.github.mnistlab.experiment.OnnxInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What goes into a model and comes out of it, whatever its rows are: chosen, checked and described. Collects what is wrong. */
final class OnnxEnds {
    private static final List<String> SCORE_TYPES = List.of("float32", "float64");
    private static final List<String> LABEL_TYPES = List.of("int64", "int32", "string");

    private final OnnxFile file;
    private final OnnxInput input;
    private final OnnxOutput output;
    private final List<String> faults = new ArrayList<>();

    OnnxEnds(OnnxFile file, JudgedModel.Onnx model) {
        this.file = file;
        this.input = Optional.ofNullable(model.input()).orElse(OnnxInput.UNSAID);
        this.output = Optional.ofNullable(model.output()).orElse(OnnxOutput.UNSAID);
    }

    /** What an experiment says of the input. */
    OnnxInput said() {
        return input;
    }

    /** What is wrong so far. */
    List<String> faults() {
        return faults;
    }

    /**
     * The input, if there is no choice.
     *
     * @param does what it does, such as {@code takes the images}
     */
    Optional<OnnxValue> in(String does) {
        return choose(file.inputs(), input.name(), "input", does);
    }

    /** The output, if there is no choice. */
    Optional<OnnxValue> out() {
        return choose(file.outputs(), output.name(), "output", "is judged");
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

    /** What comes out, if it is said. */
    Optional<Values> values() {
        Optional<Values> said = Optional.ofNullable(output.values()).or(() -> OnnxMetadata.values(file.metadata()));
        if (said.isEmpty()) {
            faults.add("output.values must say what comes out");
        }
        return said;
    }

    /** Notes an output of another type than such values have. */
    void checkOutput(OnnxValue given, Values values) {
        List<String> types = values == Values.LABELS ? LABEL_TYPES : SCORE_TYPES;
        if (!types.contains(given.type())) {
            faults.add("the output is " + given.describe() + ", but " + word(values) + " are of "
                    + String.join(", ", types)
                    + (given.type().equals(OnnxValue.NO_TENSOR) ? " (of skl2onnx, convert with zipmap=False)" : ""));
        }
    }

    /** A name to paste. */
    String nameOfInput(Optional<OnnxValue> in) {
        return yaml(in.or(() -> file.inputs().stream().findFirst())
                .map(OnnxValue::name)
                .orElse("x"));
    }

    /** Likewise. */
    String nameOfOutput(Optional<OnnxValue> out) {
        return yaml(out.or(() -> file.outputs().stream().findFirst())
                .map(OnnxValue::name)
                .orElse("y"));
    }

    /** All that is wrong, and what there is. */
    String message() {
        return file.path() + ": " + String.join("; ", faults) + "."
                + "\n    inputs:  " + described(file.inputs())
                + "\n    outputs: " + described(file.outputs());
    }

    private static String described(List<OnnxValue> values) {
        return values.isEmpty()
                ? "none"
                : OnnxValue.printable(
                        values.stream().limit(20).map(OnnxValue::describe).collect(Collectors.joining("; ")));
    }

    private static String yaml(String name) {
        return name.matches("[A-Za-z_][A-Za-z0-9_]*")
                ? name
                : '"' + OnnxValue.printable(name).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
