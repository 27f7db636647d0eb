package io.github.mnistlab.data.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.mnistlab.data.ImageShape;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How the content of a data set's files is read, beyond what they say themselves. Serialisable by Jackson.
 *
 * @param shape of the images once they are read
 * @param transposed whether the files have columns for lines, as EMNIST's do
 * @param firstLabel the label of class 0 in the files, 0 to 255
 * @param classNames the names of the classes, by class; null where they are the files' labels
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImageForm(ImageShape shape, boolean transposed, int firstLabel, List<String> classNames) {
    /** MNIST's. */
    public static final ImageForm MNIST = of(ImageShape.MNIST);

    /** Copies the names. */
    public ImageForm {
        classNames = classNames == null ? null : List.copyOf(classNames);
    }

    /** Images as their files have them, with labels from 0. */
    public static ImageForm of(ImageShape shape) {
        return new ImageForm(shape, false, 0, null);
    }

    /** The same with names. */
    public ImageForm withClassNames(List<String> names) {
        return new ImageForm(shape, transposed, firstLabel, names);
    }

    /** What so many classes are called. */
    List<String> namesOf(int classes) {
        return classNames != null
                ? classNames
                : IntStream.range(firstLabel, firstLabel + classes)
                        .mapToObj(Integer::toString)
                        .toList();
    }

    /** Whether classes are called by their numbers from 0. */
    boolean hasPlainNames() {
        return classNames == null && firstLabel == 0;
    }
}
