package io.github.mnistlab.balance;

import io.github.mnistlab.balance.neighbors.NearestNeighbors;
import io.github.mnistlab.data.OneHot;
import io.github.mnistlab.data.RandomStreams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * SMOTE for tables of numbers and names (SMOTE-NC; Chawla, Bowyer, Hall and Kegelmeyer 2002, section 6.1) as
 * imbalanced-learn's {@code SMOTENC} does it from 0.11 on: the numbers of a new row lie between those of a row of the class
 * and of one of its {@code kNeighbors} nearest in the class, and of each column of names it has the name that most of these
 * neighbours have. In the distance that makes neighbours, another name counts as much as the median of the standard
 * deviations that the columns of numbers have in the class.
 *
 * <p>Different on purpose from imbalanced-learn:
 *
 * <ul>
 *   <li>What is different of {@link Smote}: a row is never its own neighbour, of equally near ones the lower row comes
 *       first, and each class draws from its own stream, {@code smote-nc/class-3}. Of names that equally many neighbours
 *       have, one is drawn from it, too.
 *   <li>imbalanced-learn before 0.11 counts another name less, 0.71 times the median, and takes the median of the smallest
 *       class for all.
 * </ul>
 *
 * @param kNeighbors how many of its nearest rows in the class a row may be joined with; 1 or more, 5 by default
 * @param samplingStrategy how many rows each class is to have; auto by default
 */
public record SmoteNc(int kNeighbors, SamplingStrategy samplingStrategy) implements RowBalancing {
    private static final String NAME = "smote-nc";

    /** Checks the values. */
    public SmoteNc {
        if (kNeighbors < 1) {
            throw new IllegalArgumentException("kNeighbors must be 1 or more, but is " + kNeighbors);
        }
        samplingStrategy.checkAddsRows(NAME);
    }

    /** With imbalanced-learn's defaults: five neighbours, and every class filled up to the largest. */
    public SmoteNc() {
        this(Smote.DEFAULT_NEIGHBORS, SamplingStrategy.Classes.AUTO);
    }

    @Override
    public boolean makesNumbers() {
        return false;
    }

    /**
     * {@inheritDoc}
     *
     * @throws NotApplicableException if no column has names, or none has numbers, or if a class that is to be given rows has
     *     {@code kNeighbors} rows or fewer
     */
    @Override
    public Resampling resample(FeatureMatrix features, int[] labels, RandomStreams random) {
        ClassRows classes = new ClassRows(features, labels);
        int[] added = classes.added(samplingStrategy);
        List<OneHot> names = features.oneHot();
        int[] numbers = numbers(features);
        if (names.isEmpty()) {
            throw new NotApplicableException(NAME + " is for tables with columns of names, and here are none; name them"
                    + " under dataset.categorical, or use smote");
        }
        if (numbers.length == 0) {
            throw new NotApplicableException(
                    NAME + " needs columns of numbers beside those of names, and here are none; use random-over");
        }
        classes.checkNeighbors(NAME, "kNeighbors", kNeighbors, added);
        return OverSampling.fillUp(NAME, features, added, random, (sampling, label, count, draws) -> {
            int[] rows = classes.rows(label);
            FeatureMatrix ofClass = ofClass(features, rows, medianDeviation(features, rows, numbers));
            try (NearestNeighbors search = new NearestNeighbors(ofClass)) {
                sampling.join(
                        count,
                        () -> rows[draws.nextInt(rows.length)],
                        drawn -> neighbors(search, drawn, rows),
                        kNeighbors,
                        1,
                        draws,
                        (base, neighbors, choice, gap) -> new Resampling.SyntheticNominal(
                                new Resampling.Synthetic(base, neighbors[choice], gap),
                                names,
                                chosen(features, names, neighbors, draws)));
            }
        });
    }

    private static int[] numbers(FeatureMatrix features) {
        return IntStream.range(0, features.columns())
                .filter(column ->
                        features.oneHot().stream().noneMatch(names -> names.from() <= column && column < names.to()))
                .toArray();
    }

    private int[][] neighbors(NearestNeighbors search, int[] drawn, int[] rows) {
        int[] queries =
                Arrays.stream(drawn).map(row -> Arrays.binarySearch(rows, row)).toArray();
        int[] all = IntStream.range(0, rows.length).toArray();
        return Arrays.stream(search.search(queries, all, kNeighbors))
                .map(found -> Arrays.stream(found).map(place -> rows[place]).toArray())
                .toArray(int[][]::new);
    }

    /** The rows of a class, with two names as far apart as the median: they differ in two columns, hence its root of 2. */
    private static FeatureMatrix ofClass(FeatureMatrix features, int[] rows, double median) {
        double[] units = new double[features.columns()];
        Arrays.fill(units, 1);
        features.oneHot().forEach(names -> Arrays.fill(units, names.from(), names.to(), median / Math.sqrt(2)));
        double[][] values = new double[rows.length][units.length];
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < units.length; column++) {
                values[row][column] = units[column] * features.value(rows[row], column);
            }
        }
        return FeatureMatrix.of(values);
    }

    private static double medianDeviation(FeatureMatrix features, int[] rows, int[] numbers) {
        double[] deviations = Arrays.stream(numbers)
                .mapToDouble(column -> Bandwidth.deviation(features, rows, column))
                .sorted()
                .toArray();
        int half = deviations.length / 2;
        return deviations.length % 2 == 1 ? deviations[half] : (deviations[half - 1] + deviations[half]) / 2;
    }

    /** The name of each group that most neighbours have; one of those that as many have is drawn. */
    private static List<Integer> chosen(
            FeatureMatrix features, List<OneHot> names, int[] neighbors, UniformRandomProvider random) {
        List<Integer> chosen = new ArrayList<>();
        for (OneHot group : names) {
            int[] votes = IntStream.range(group.from(), group.to())
                    .map(column -> (int) Arrays.stream(neighbors)
                            .filter(row -> features.value(row, column) > 0)
                            .count())
                    .toArray();
            int most = Arrays.stream(votes).max().orElseThrow();
            int[] first = IntStream.range(0, votes.length)
                    .filter(name -> votes[name] == most)
                    .toArray();
            chosen.add(first.length == 1 ? first[0] : first[random.nextInt(first.length)]);
        }
        return chosen;
    }
}
