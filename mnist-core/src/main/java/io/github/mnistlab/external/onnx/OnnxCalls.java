package io.github.mnistlab.external.onnx;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.experiment.JudgedModel;
import io.github.mnistlab.experiment.JudgedModel.Values;
import io.github.mnistlab.experiment.OnnxInput;
import io.github.mnistlab.experiment.OnnxInput.Layout;
import io.github.mnistlab.experiment.PixelScale;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Works out how a model is asked, from what an experiment says and what its file says. Nothing is guessed where there is a
 * choice.
 */
public final class OnnxCalls {
    private static final List<String> INPUT_TYPES = List.of("float32", "float64", "uint8");

    private final OnnxFile file;
    private final ImageShape shape;
    private final OnnxEnds ends;
    private final OnnxInput input;
    private final List<String> faults;

    private OnnxCalls(OnnxFile file, JudgedModel.Onnx model, ImageShape shape) {
        this.file = file;
        this.shape = shape;
        this.ends = new OnnxEnds(file, model);
        this.input = ends.said();
        this.faults = ends.faults();
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
        Optional<OnnxValue> in = ends.in("takes the images");
        Optional<OnnxValue> out = ends.out();
        Optional<PixelScale> scale = scale();
        Optional<Values> values = ends.values();
        Optional<Layout> layout = in.flatMap(this::layout);
        in.ifPresent(taken -> checkInput(taken, scale));
        out.ifPresent(given -> values.ifPresent(kind -> ends.checkOutput(given, kind)));
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

    private Optional<PixelScale> scale() {
        Optional<PixelScale> said = Optional.ofNullable(input.scale()).or(() -> OnnxMetadata.scale(file.metadata()));
        if (said.isEmpty()) {
            faults.add("input.scale must say what a pixel becomes");
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
                faults.add(
                        "input.layout is " + OnnxEnds.word(input.layout()) + ", but the input is " + taken.describe());
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
        return ends.message()
                + "\n  Under model, write what is true of it, such as"
                + "\n    input: {name: " + ends.nameOfInput(in) + ", layout: "
                + OnnxEnds.word(layout.orElse(Layout.FLAT))
                + ", scale: zero-to-one}"
                + "\n    output: {name: " + ends.nameOfOutput(out) + ", values: probabilities}"
                + "\n  scale: zero-to-one, zero-to-255, {mean: 0.1307, deviation: 0.3081}; values: probabilities, logits, labels;"
                + " layout: flat, nhw, nchw, nhwc";
    }
}
