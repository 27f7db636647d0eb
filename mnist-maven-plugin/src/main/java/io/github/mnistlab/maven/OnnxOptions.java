package io.github.mnistlab.maven;

import io.github.mnistlab.experiment.JudgedModel.OnnxOutput;
import io.github.mnistlab.experiment.JudgedModel.Values;
import io.github.mnistlab.experiment.OnnxInput;
import io.github.mnistlab.experiment.PixelScale;
import io.github.mnistlab.lab.Model;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.apache.maven.plugin.MojoExecutionException;

/** How an ONNX file is asked, as parameters say it in the experiment file's words. */
final class OnnxOptions {
    private OnnxOptions() {}

    /**
     * A model's file; each parameter may be null.
     *
     * @throws MojoExecutionException if one has no such value
     */
    static Model.File file(Path path, String input, String layout, String scale, String output, String values)
            throws MojoExecutionException {
        return new Model.File(
                path,
                new OnnxInput(
                        input, word("mnist.model.layout", layout, List.of(OnnxInput.Layout.values())), scale(scale)),
                new OnnxOutput(
                        output, word("mnist.model.values", values, List.of(Values.PROBABILITIES, Values.LOGITS))));
    }

    private static PixelScale scale(String text) throws MojoExecutionException {
        if (text == null || !text.contains(",")) {
            return word("mnist.model.scale", text, List.of(PixelScale.Range.values()));
        }
        try {
            String[] numbers = text.split(",", 2);
            return new PixelScale.Standardized(
                    Double.parseDouble(numbers[0].strip()), Double.parseDouble(numbers[1].strip()));
        } catch (IllegalArgumentException e) {
            throw new MojoExecutionException(
                    "mnist.model.scale is " + text
                            + ", but a mean and a deviation are two numbers, the second above 0, such as"
                            + " 0.1307,0.3081.",
                    e);
        }
    }

    private static <E extends Enum<E>> E word(String parameter, String text, List<E> all)
            throws MojoExecutionException {
        if (text == null) {
            return null;
        }
        Function<E, String> spelling =
                one -> one.name().toLowerCase(Locale.ROOT).replace('_', '-');
        Optional<E> found = all.stream()
                .filter(one -> spelling.apply(one).equals(text.strip()))
                .findFirst();
        return found.orElseThrow(() -> unknown(
                parameter, text, String.join(", ", all.stream().map(spelling).toList())));
    }

    private static MojoExecutionException unknown(String parameter, String text, String allowed) {
        return new MojoExecutionException(parameter + " is " + text + ", but allowed is " + allowed + ".");
    }
}
