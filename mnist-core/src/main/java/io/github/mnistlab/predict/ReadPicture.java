package io.github.mnistlab.predict;

import io.github.mnistlab.data.picture.Picture;
import io.github.mnistlab.model.file.PlainNetwork;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A picture, and what a network takes it for.
 *
 * @param name the file's
 * @param picture as it is
 * @param digit as the network sees it
 * @param probabilities of each class
 */
public record ReadPicture(String name, Picture picture, PreparedDigit digit, List<Double> probabilities) {
    /** Copies. */
    public ReadPicture {
        probabilities = List.copyOf(probabilities);
    }

    /**
     * Reads a picture.
     *
     * @return nothing if it is empty: no ink stands out from its paper
     */
    public static Optional<ReadPicture> of(String name, Picture picture, PlainNetwork network) {
        return PreparedDigit.of(picture)
                .map(digit -> new ReadPicture(name, picture, digit, probabilities(network, digit)));
    }

    private static List<Double> probabilities(PlainNetwork network, PreparedDigit digit) {
        return Arrays.stream(network.predict(digit.pixels())).boxed().toList();
    }

    /** The classes, the most probable first. */
    public List<Integer> order() {
        return IntStream.range(0, probabilities.size())
                .boxed()
                .sorted(Comparator.comparing((Integer label) -> -probabilities.get(label)))
                .toList();
    }
}
