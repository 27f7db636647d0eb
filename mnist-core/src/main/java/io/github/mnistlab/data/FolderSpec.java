package io.github.mnistlab.data;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A user's own pictures, PNG or JPEG, in a folder for each class.
 *
 * @param trainingFolder path of a folder with a sub-folder for each class, relative to the experiment's file; null where
 *     {@code folder} is given
 * @param testFolder likewise
 * @param folder path of a folder with all pictures; null where the two others are given
 * @param testShare the share of that folder's pictures that are test rows, drawn stratified from the seed: above 0 and below 1
 * @param resize what all pictures are scaled to; null if they are of one size
 * @param color what they become; null for grey if all pictures are grey, else RGB
 * @param classNames the names of the sub-folders in the order of the classes; null for whole numbers ascending, or else by code
 *     point
 * @param training rows, at least 1; null for all
 * @param test rows, at least 1; null for all
 * @param seed of the drawing of test rows and subsets
 * @param imbalance null for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FolderSpec(
        String trainingFolder,
        String testFolder,
        String folder,
        Double testShare,
        Size resize,
        Color color,
        List<String> classNames,
        Integer training,
        Integer test,
        long seed,
        Imbalance imbalance)
        implements DatasetSpec {
    /** Refuses what does not fit together. */
    public FolderSpec {
        boolean split = folder != null && testShare != null && trainingFolder == null && testFolder == null;
        boolean two = folder == null && testShare == null && trainingFolder != null && testFolder != null;
        if (!split && !two) {
            throw new IllegalArgumentException(
                    "pictures need trainingFolder and testFolder, or folder and testShare, which is"
                            + " the share of its pictures to test on, and not some of both");
        }
        if (testShare != null && !(testShare > 0 && testShare < 1)) {
            throw new IllegalArgumentException("testShare must be above 0 and below 1, but is " + testShare);
        }
        classNames = DatasetSpec.requireClassNames(classNames);
        if (classNames != null && classNames.size() > LabeledImages.MOST_CLASSES) {
            throw new IllegalArgumentException(
                    "classNames must be at most " + LabeledImages.MOST_CLASSES + " names, but is " + classNames.size());
        }
        DatasetSpec.requireRows("training", training, Examples.MAX_ROWS);
        DatasetSpec.requireRows("test", test, Examples.MAX_ROWS);
    }

    /**
     * A size of images.
     *
     * @param height lines, 1 to {@value ImageShape#MAX_SIDE}
     * @param width pixels in a line, 1 to {@value ImageShape#MAX_SIDE}
     */
    public record Size(int height, int width) {
        /** Refuses a size that no image has. */
        public Size {
            ImageShape.requireSides(height, width);
        }

        /** Height and width, such as {@code 28×30}. */
        @Override
        public String toString() {
            return height + "×" + width;
        }
    }

    /** What pictures become, whatever they are. */
    public enum Color {
        /** One channel: the lightness of ITU-R BT.601. */
        @JsonProperty("grey")
        GREY,
        /** Red, green and blue. */
        @JsonProperty("rgb")
        RGB
    }
}
