package io.github.mnistlab.balance;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.mnistlab.data.LabeledImages;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * A row that balancing made up, and the real rows that it was made from: what a report needs to show all of them.
 *
 * <p>Row numbers are those of the training rows before balancing. Whoever prepares these again (the same data, split and
 * seed) gets each image as training saw it; neither a random number is drawn nor a neighbour sought for it.
 *
 * @param label its class, which is its base's
 * @param base the row it was made from
 * @param neighbor the other row, for a point on the line between the two; absent for a row with noise
 * @param gap how far the point lies from base to neighbour, -1 to 1, 1 excluded, below 0 on the other side of the base;
 *     absent for a row with noise
 * @param noise what was added to the base; absent for a point between two rows
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SyntheticExample(int label, int base, Integer neighbor, Double gap, AddedNoise noise) {
    /** How many rows of a class are taken as examples. */
    static final int PER_CLASS = 4;

    /**
     * Gaussian noise, as {@link RandomOver} adds it.
     *
     * @param shrinkage factor of the bandwidth that the class has in the training rows
     * @param seed what this row's noise was drawn from
     */
    public record AddedNoise(double shrinkage, long seed) {}

    /** Checks that it says of one way, and of one only, how the row was made. */
    public SyntheticExample {
        if ((neighbor == null) != (gap == null) || (neighbor == null) == (noise == null)) {
            throw new IllegalArgumentException("a synthetic row has a neighbour and a gap, or noise, but has neighbor "
                    + neighbor + ", gap " + gap + " and noise " + noise);
        }
        if (label < 0 || base < 0 || (neighbor != null && neighbor < 0)) {
            throw new IllegalArgumentException("class and rows must be 0 or more, but class is " + label + ", base "
                    + base + " and neighbor " + neighbor);
        }
        if (gap != null && !(gap >= -1 && gap < 1)) {
            throw new IllegalArgumentException("gap must be -1 to 1, 1 excluded, but is " + gap);
        }
    }

    /**
     * A few synthetic rows of each class that was given any, evenly from the first that was made to the last: methods
     * may make those of one base, or of one kind, one after another. Copies are not synthetic.
     *
     * @param recipe how the rows are made
     * @param labels the classes of the rows before balancing
     * @return up to {@value #PER_CLASS} of each class, in ascending order of classes; the same for the same recipe
     */
    static List<SyntheticExample> of(Resampling recipe, int[] labels) {
        TreeMap<Integer, List<SyntheticExample>> made = new TreeMap<>();
        for (int i = 0; i < recipe.size(); i++) {
            Resampling.Row row = recipe.row(i);
            int label = labels[row.base()];
            if (row instanceof Resampling.SyntheticNominal nominal) {
                row = nominal.between();
            }
            if (row instanceof Resampling.Synthetic between) {
                made.computeIfAbsent(label, c -> new ArrayList<>())
                        .add(new SyntheticExample(label, row.base(), between.neighbor(), between.gap(), null));
            } else if (row instanceof Resampling.Smoothed smoothed) {
                AddedNoise noise = new AddedNoise(smoothed.noise().shrinkage(), smoothed.seed());
                made.computeIfAbsent(label, c -> new ArrayList<>())
                        .add(new SyntheticExample(label, row.base(), null, null, noise));
            }
        }
        List<SyntheticExample> examples = new ArrayList<>();
        for (List<SyntheticExample> ofClass : made.values()) {
            int count = Math.min(PER_CLASS, ofClass.size());
            for (int i = 0; i < count; i++) {
                examples.add(ofClass.get((int) ((long) i * ofClass.size() / count)));
            }
        }
        return examples;
    }

    /**
     * Its own image.
     *
     * @param training the training rows before balancing
     * @return its pixels, as training saw them
     * @throws IllegalArgumentException if these rows cannot be those that it was made from
     */
    public byte[] image(LabeledImages training) {
        checkRow(base, training);
        Resampling.Builder recipe = new Resampling.Builder(training.size());
        if (noise == null) {
            checkRow(neighbor, training);
            recipe.addSynthetic(base, neighbor, gap);
        } else {
            FeatureMatrix features = FeatureMatrix.of(training);
            int[] ofClass = new ClassRows(ClassRows.labels(training)).rows(label);
            recipe.add(
                    new Resampling.Smoothed(base, Bandwidth.noise(features, ofClass, noise.shrinkage()), noise.seed()));
        }
        return recipe.build().applyToPixels(training);
    }

    /**
     * The real image that it has its label from.
     *
     * @param training the training rows before balancing
     * @throws IllegalArgumentException if these rows cannot be those that it was made from
     */
    public byte[] baseImage(LabeledImages training) {
        return pixels(base, training);
    }

    /**
     * The other real image that it was made from.
     *
     * @param training the training rows before balancing
     * @throws IllegalArgumentException if these rows cannot be those that it was made from
     * @throws IllegalStateException if there is none, as for rows with noise
     */
    public byte[] neighborImage(LabeledImages training) {
        if (neighbor == null) {
            throw new IllegalStateException("a row with noise is made from no second row");
        }
        return pixels(neighbor, training);
    }

    private byte[] pixels(int row, LabeledImages training) {
        checkRow(row, training);
        return training.image(row);
    }

    private void checkRow(int row, LabeledImages training) {
        if (row >= training.size() || training.label(base) != label) {
            throw new IllegalArgumentException("these are not the training rows that the example was made from: " + this
                    + " but there are " + training.size() + " rows"
                    + (base < training.size() ? ", and the base is of class " + training.label(base) : ""));
        }
    }
}
