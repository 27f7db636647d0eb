package io.github.mnistlab.balance;

import io.github.mnistlab.balance.neighbors.NearestNeighbors;
import io.github.mnistlab.data.RandomStreams;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * SVM-SMOTE (Nguyen, Cooper and Kamei 2011) as imbalanced-learn's {@code SVMSMOTE} does it, with its default classifier
 * ({@link SupportVectors}): only support vectors of the class are bases. Those whose {@code mNeighbors} nearest rows of all
 * classes are all of other classes are noise, and left aside. From those in danger, which have at least half of these in
 * other classes, new rows are made as in {@link Smote}; from the others, which are safe, away from the neighbour, to
 * widen the class. A part drawn from Beta(10, 10) is made from rows in danger, the rest from safe ones.
 *
 * <p>Different on purpose from imbalanced-learn, besides what {@link Smote} says (streams are {@code svm-smote/class-3}):
 *
 * <ul>
 *   <li>Where all of its support vectors are in danger, or all are safe, all rows asked for are made from them;
 *       imbalanced-learn makes the one part only, or, with none of either, fails.
 *   <li>Images stay bytes: pixels that are moved below 0 or above 255 become 0 or 255.
 * </ul>
 *
 * <p>Training the classifier takes time that grows with the square of the number of rows, or faster where most of them are
 * support vectors, on one core: of 2,000, 5,000 and 10,000 images of MNIST some 2, 9 and 24 seconds of it, where
 * {@code smote} balances all 60,000 in one. So it is a method for thousands of rows, not for tens of thousands. Other
 * methods give the same rows on every machine; this one does on machines of one kind, as {@link SupportVectors} says.
 *
 * @param kNeighbors how many of its nearest rows in the class a row may be joined with; 1 or more, 5 by default
 * @param mNeighbors how many nearest rows decide whether a row is noise or in danger; 1 or more, 10 by default
 * @param outStep how far, at most, safe rows are left behind, in distances to the neighbour; 0 to 1, 0.5 by default
 * @param samplingStrategy how many rows each class is to have; auto by default
 */
public record SvmSmote(int kNeighbors, int mNeighbors, double outStep, SamplingStrategy samplingStrategy)
        implements RowBalancing {
    private static final String NAME = "svm-smote";
    private static final int DEFAULT_M = 10;
    private static final double DEFAULT_STEP = 0.5;

    /** Checks the values. */
    public SvmSmote {
        if (kNeighbors < 1 || mNeighbors < 1) {
            throw new IllegalArgumentException(
                    "kNeighbors and mNeighbors must be 1 or more, but are " + kNeighbors + " and " + mNeighbors);
        }
        if (!(outStep >= 0 && outStep <= 1)) {
            throw new IllegalArgumentException("outStep must be 0 to 1, but is " + outStep);
        }
        outStep += 0.0; // of the two zeros the positive one
        samplingStrategy.checkAddsRows(NAME);
    }

    /** With imbalanced-learn's defaults. */
    public SvmSmote() {
        this(Smote.DEFAULT_NEIGHBORS, DEFAULT_M, DEFAULT_STEP, SamplingStrategy.Classes.AUTO);
    }

    /**
     * {@inheritDoc}
     *
     * @throws NotApplicableException if a class that is to be given rows has {@code kNeighbors} rows or fewer, or all of its
     *     support vectors are noise; if there are {@code mNeighbors} rows or fewer in all
     */
    @Override
    public Resampling resample(FeatureMatrix features, int[] labels, RandomStreams random) {
        ClassRows classes = new ClassRows(features, labels);
        int[] added = classes.added(samplingStrategy);
        classes.checkNeighbors(NAME, "kNeighbors", kNeighbors, added);
        classes.checkAllNeighbors(NAME, "mNeighbors", mNeighbors);
        boolean nothingToAdd = Arrays.stream(added).allMatch(count -> count == 0);
        int[] support = nothingToAdd ? new int[0] : SupportVectors.find(features, classes);
        return OverSampling.fillUp(NAME, features, added, random, (sampling, label, count, draws) -> {
            Bases bases = bases(label, support, classes, sampling.search());
            fill(count, bases, classes.rows(label), sampling, draws);
        });
    }

    /** Support vectors of one class, in ascending order. */
    record Bases(List<Integer> danger, List<Integer> safe) {}

    /** @throws NotApplicableException if there are none */
    Bases bases(int label, int[] support, ClassRows classes, NearestNeighbors search) {
        int[] ofClass = Arrays.stream(support)
                .filter(row -> classes.label(row) == label)
                .toArray();
        int[] others = classes.countOthers(search, ofClass, mNeighbors);
        Bases bases = new Bases(
                select(ofClass, i -> BorderlineSmote.isInDanger(others[i], mNeighbors)),
                select(ofClass, i -> 2 * others[i] < mNeighbors));
        if (bases.danger().isEmpty() && bases.safe().isEmpty()) {
            throw new NotApplicableException(NAME + " cannot be applied to class " + label + ": of its "
                    + classes.counts()[label] + " rows " + ofClass.length + " are support vectors, and each of these is"
                    + " noise, that is, has all of its " + mNeighbors
                    + " nearest rows (mNeighbors) in other classes; smote needs no such rows");
        }
        return bases;
    }

    private void fill(int count, Bases bases, int[] rows, OverSampling sampling, UniformRandomProvider random) {
        double part = OverSampling.beta10(random);
        int inward = bases.safe().isEmpty() ? count : bases.danger().isEmpty() ? 0 : (int) (part * (count + 1));
        sampling.interpolate(inward, () -> draw(bases.danger(), random), rows, kNeighbors, 1, random);
        sampling.interpolate(count - inward, () -> draw(bases.safe(), random), rows, kNeighbors, -outStep, random);
    }

    private static int draw(List<Integer> rows, UniformRandomProvider random) {
        return rows.get(random.nextInt(rows.size()));
    }

    private static List<Integer> select(int[] rows, IntPredicate places) {
        return IntStream.range(0, rows.length)
                .filter(places)
                .mapToObj(i -> rows[i])
                .toList();
    }
}
