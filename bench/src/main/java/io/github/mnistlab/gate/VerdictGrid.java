package io.github.mnistlab.gate;

import io.github.mnistlab.evaluate.Direction;
import io.github.mnistlab.evaluate.Evaluation;
import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.MetricValue;
import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.evaluate.Probabilities;
import io.github.mnistlab.lock.AcceptedResults;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The grid of docs/verdicts.md: how often a verdict at a confidence of 0.95 is wrong where the limit is the truth itself, and
 * what it notices, in worlds whose truth is known. Models are never trained. An image is misread with a probability that is
 * its own times its seed's; what it is taken for is mostly the next class.
 *
 * <p>Run with the number of builds a cell, and filters of cells as {@code metric=accuracy truth=0.99 images=300 seeds=2}.
 */
public final class VerdictGrid {
    private static final int CLASSES = 10;

    private static final double ALPHA = 0.05;

    /** How much a seed changes the share of images that are misread: a standard deviation, as a share of it. */
    private static final double SEED_SPREAD = 0.2;

    /** Of images that are hard, how often one is misread. */
    private static final double HARD = 0.78;

    private static final int IMAGES_FOR_TRUTH = 200_000;

    private static final Map<String, double[]> AREAS = new HashMap<>();

    private VerdictGrid() {}

    /**
     * A cell of the grid.
     *
     * @param difference whether two variants are compared, the second nearly the first
     */
    private record Cell(
            String metric, double truth, int images, int seeds, boolean unequal, String effects, boolean difference) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%s%s | %s | %d | %d | %s | %s",
                    metric,
                    difference ? ", difference" : "",
                    truth,
                    images,
                    seeds,
                    unequal ? "unequal" : "equal",
                    effects);
        }

        boolean matches(String filter) {
            String[] parts = filter.split("=", 2);
            List<String> wanted = Arrays.asList(parts[1].split(",", -1));
            return wanted.contains(
                    switch (parts[0]) {
                        case "metric" -> metric;
                        case "truth" -> String.valueOf(truth);
                        case "images" -> String.valueOf(images);
                        case "seeds" -> String.valueOf(seeds);
                        case "difficulty" -> unequal ? "unequal" : "equal";
                        case "effects" -> effects;
                        case "difference" -> String.valueOf(difference);
                        default -> throw new IllegalArgumentException("there is no filter " + parts[0]);
                    });
        }
    }

    public static void main(String... arguments) {
        int builds = Integer.parseInt(arguments[0]);
        List<String> filters = Arrays.asList(arguments).subList(1, arguments.length);
        System.out.println(
                "| metric | truth | images | seeds | difficulty | seed effects | wrong pass % | wrong fail % |"
                        + " worsening noticed 4 in 5 | lead proven 4 in 5 |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|");
        for (Cell cell : cells()) {
            if (filters.stream().allMatch(cell::matches)) {
                System.out.println(row(cell, builds));
            }
        }
    }

    private static List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        String[] metrics = {
            "accuracy",
            "recall[3]",
            "balanced-accuracy",
            "macro-f1",
            "f1[3]",
            "precision[3]",
            "mcc",
            "cohen-kappa",
            "g-mean",
            "min(recall)",
            "macro-precision",
            "weighted-f1",
            "top-2-accuracy",
            "brier",
            "log-loss",
            "ece",
            "roc-auc"
        };
        for (boolean difference : new boolean[] {false, true}) {
            for (String metric : metrics) {
                for (double truth : new double[] {0.5, 0.8, 0.9, 0.98, 0.99, 0.995, 0.999, 0.9999}) {
                    for (int images : new int[] {10, 30, 100, 300, 1_000, 2_000, 10_000}) {
                        for (int seeds : new int[] {1, 2, 3, 5, 10}) {
                            for (boolean unequal : new boolean[] {false, true}) {
                                for (String effects : new String[] {"normal", "uniform", "exponential"}) {
                                    cells.add(new Cell(metric, truth, images, seeds, unequal, effects, difference));
                                }
                            }
                        }
                    }
                }
            }
        }
        return cells;
    }

    private static String row(Cell cell, int builds) {
        MetricExpression metric = MetricExpression.parse(cell.metric());
        double recipe = recipeTruth(cell, metric);
        double[] below = new double[builds];
        double[] above = new double[builds];
        int judged = 0;
        for (int build = 0; build < builds; build++) {
            World world = new World(cell, new SplittableRandom(7_919L * build + 101));
            Optional<Finding> finding = world.find(metric);
            double truth = cell.seeds() == 1 ? world.truth(metric, 0) : recipe;
            if (finding.isEmpty() || Double.isNaN(truth)) {
                continue;
            }
            below[judged] = truth - finding.get().bounds().lower(ALPHA);
            above[judged++] = finding.get().bounds().upper(ALPHA) - truth;
        }
        below = Arrays.copyOf(below, judged);
        above = Arrays.copyOf(above, judged);
        double wrongAbove =
                100.0 * Arrays.stream(below).filter(by -> by < -1e-12).count() / builds;
        double wrongBelow =
                100.0 * Arrays.stream(above).filter(by -> by < -1e-12).count() / builds;
        boolean higher = metric.direction() == Direction.HIGHER_IS_BETTER;
        return String.format(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.4f | %.4f |",
                cell,
                higher ? wrongAbove : wrongBelow,
                higher ? wrongBelow : wrongAbove,
                fourInFive(higher ? above : below),
                fourInFive(higher ? below : above));
    }

    private static double fourInFive(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? Double.NaN : sorted[(int) (0.8 * sorted.length)];
    }

    /** Over seeds: most metrics follow from the truth of the cell, those of probabilities from very many images. */
    private static double recipeTruth(Cell cell, MetricExpression metric) {
        if (cell.difference()) {
            return 0;
        }
        World many = new World(
                new Cell(cell.metric(), cell.truth(), 10, 400, cell.unequal(), cell.effects(), false),
                new SplittableRandom(5));
        double sum = 0;
        for (int seed = 0; seed < 400; seed++) {
            sum += many.truth(metric, seed);
        }
        // Draws of seeds have the mean 1 only nearly; all that is linear in it is put right.
        return many.isLinear(metric) ? many.truthAt(metric, 1) : sum / 400;
    }

    /** Test images, and seeds. */
    private static final class World {
        private final Cell cell;
        private final SplittableRandom random;
        private final double[] hardness;
        private final int[] labels;
        private final double[] seedFactors;

        World(Cell cell, SplittableRandom random) {
            this.cell = cell;
            this.random = random;
            hardness = new double[cell.images()];
            labels = new int[cell.images()];
            for (int image = 0; image < hardness.length; image++) {
                labels[image] = image % CLASSES;
                hardness[image] = hardness();
            }
            seedFactors = IntStream.range(0, cell.seeds())
                    .mapToDouble(seed -> Math.max(0, Math.min(1.25, 1 + SEED_SPREAD * effect())))
                    .toArray();
        }

        private double hardness() {
            double wrong = 1 - cell.truth();
            if (!cell.unequal()) {
                return wrong;
            }
            return random.nextDouble() < hardShare() ? HARD : easy();
        }

        /** Hard images make half of the errors. */
        private double hardShare() {
            return (1 - cell.truth()) / 2 / HARD;
        }

        private double easy() {
            return (1 - cell.truth()) / 2 / (1 - hardShare());
        }

        /** Bounded so that no share of images exceeds 1. */
        private double effect() {
            return switch (cell.effects()) {
                case "normal" -> Math.max(-1.25, Math.min(1.25, random.nextGaussian()));
                case "uniform" -> (2 * random.nextDouble() - 1) * Math.sqrt(3) * 0.7;
                default -> Math.min(2.25, -Math.log(1 - random.nextDouble())) - 0.894601;
            };
        }

        private double wrong(double hard, double factor) {
            return hard * factor;
        }

        boolean isLinear(MetricExpression metric) {
            return !metric.toString().equals("ece") && !metric.toString().equals("roc-auc");
        }

        double truth(MetricExpression metric, int seed) {
            return cell.difference() ? 0 : truthAt(metric, seedFactors[seed]);
        }

        double truthAt(MetricExpression metric, double factor) {
            double right = 1 - (1 - cell.truth()) * factor;
            return switch (metric.toString()) {
                case "mcc", "cohen-kappa" -> (right - 0.1) / 0.9;
                case "top-2-accuracy" -> right + (1 - right);
                case "brier" -> mean((hard, isRight) -> brier(confidence(hard), isRight), factor);
                case "log-loss" -> mean((hard, isRight) -> logLoss(confidence(hard), isRight), factor);
                case "ece" -> calibration(factor);
                case "roc-auc" -> rocAuc(factor);
                default -> right;
            };
        }

        /** Nearly linear in the factor: known from very many images with three of them. */
        private double rocAuc(double factor) {
            String key = cell.truth() + " " + cell.unequal();
            double[] known = AREAS.computeIfAbsent(key, wanted -> areas());
            double square = (known[2] - 2 * known[1] + known[0]) / 2 * 16;
            return known[1] + (known[2] - known[0]) * 2 * (factor - 1) + square * (factor - 1) * (factor - 1);
        }

        private double[] areas() {
            Cell many = new Cell(cell.metric(), cell.truth(), IMAGES_FOR_TRUTH, 1, cell.unequal(), "normal", false);
            World world = new World(many, new SplittableRandom(99));
            double[] areas = new double[3];
            for (int i = 0; i < areas.length; i++) {
                world.seedFactors[0] = 0.75 + 0.25 * i;
                Predictions made = world.predictions(0, new boolean[IMAGES_FOR_TRUTH]);
                areas[i] = Evaluation.of(made.labels(), made.probabilities().orElseThrow())
                        .rocAuc()
                        .orElseThrow();
            }
            return areas;
        }

        private interface OfImage {
            double of(double hard, boolean isRight);
        }

        private double mean(OfImage figure, double factor) {
            double share = cell.unequal() ? hardShare() : 0;
            double easy = cell.unequal() ? easy() : 1 - cell.truth();
            return (1 - share) * mean(figure, easy, factor) + share * mean(figure, HARD, factor);
        }

        private double mean(OfImage figure, double hard, double factor) {
            double wrong = wrong(hard, factor);
            return wrong * figure.of(hard, false) + (1 - wrong) * figure.of(hard, true);
        }

        private double calibration(double factor) {
            double share = cell.unequal() ? hardShare() : 0;
            double easy = cell.unequal() ? easy() : 1 - cell.truth();
            return (1 - share) * Math.abs(1 - wrong(easy, factor) - confidence(easy))
                    + share * Math.abs(1 - wrong(HARD, factor) - confidence(HARD));
        }

        /** A little too sure. */
        private static double confidence(double hard) {
            return (float) Math.max(0.2, Math.min(0.9995, 1 - 0.9 * hard));
        }

        private static double brier(double sure, boolean isRight) {
            double rest = 1 - sure;
            double others = 8 * (rest * 0.3 / 8) * (rest * 0.3 / 8);
            return isRight
                    ? rest * rest + 0.49 * rest * rest + others
                    : sure * sure + (1 - 0.7 * rest) * (1 - 0.7 * rest) + others;
        }

        private static double logLoss(double sure, boolean isRight) {
            return -Math.log(isRight ? sure : 0.7 * (1 - sure));
        }

        private Predictions predictions(int seed, boolean[] changed) {
            int images = labels.length;
            boolean whole = needsProbabilities();
            int[] predicted = new int[images];
            double[] flat = whole ? new double[images * CLASSES] : null;
            for (int image = 0; image < images; image++) {
                boolean wrong = random.nextDouble() < wrong(hardness[image], seedFactors[seed]);
                changed[image] = wrong;
                put(image, wrong, predicted, flat);
            }
            return made(predicted, flat);
        }

        /** The second variant misreads mostly the same images, and as many. */
        private Predictions sibling(int seed, boolean[] first) {
            int images = labels.length;
            int[] predicted = new int[images];
            double[] flat = needsProbabilities() ? new double[images * CLASSES] : null;
            for (int image = 0; image < images; image++) {
                boolean again = random.nextDouble() < 0.3;
                boolean wrong = again ? random.nextDouble() < wrong(hardness[image], seedFactors[seed]) : first[image];
                put(image, wrong, predicted, flat);
            }
            return made(predicted, flat);
        }

        private void put(int image, boolean wrong, int[] predicted, double[] flat) {
            int label = labels[image];
            int next = (label + 1) % CLASSES;
            int other = random.nextDouble() < 0.5 ? next : (label + 1 + random.nextInt(CLASSES - 1)) % CLASSES;
            predicted[image] = wrong ? other : label;
            if (flat != null) {
                double sure = confidence(hardness[image]);
                double rest = 1 - sure;
                int second = wrong ? label : next;
                for (int each = 0; each < CLASSES; each++) {
                    flat[image * CLASSES + each] =
                            each == predicted[image] ? sure : each == second ? 0.7 * rest : 0.3 * rest / 8;
                }
            }
        }

        private Predictions made(int[] predicted, double[] flat) {
            return flat == null
                    ? Predictions.of(labels, predicted, CLASSES)
                    : Predictions.of(labels, Probabilities.of(flat, CLASSES));
        }

        private boolean needsProbabilities() {
            return io.github.mnistlab.evaluate.MetricOnImages.needsProbabilities(MetricExpression.parse(cell.metric()));
        }

        Optional<Finding> find(MetricExpression metric) {
            List<AcceptedResults.Run> first = new ArrayList<>();
            List<AcceptedResults.Run> second = new ArrayList<>();
            for (int seed = 0; seed < cell.seeds(); seed++) {
                boolean[] wrong = new boolean[labels.length];
                first.add(new Simulated(seed, predictions(seed, wrong)));
                if (cell.difference()) {
                    second.add(new Simulated(seed, sibling(seed, wrong)));
                }
            }
            try {
                return cell.difference()
                        ? Findings.ofDifference(metric, Side.of(second, metric), Side.of(first, metric))
                        : Optional.of(Findings.of(metric, Side.of(first, metric)));
            } catch (IllegalArgumentException undefined) {
                return Optional.empty();
            }
        }
    }

    private record Simulated(long seed, Predictions made) implements AcceptedResults.Run {
        @Override
        public Optional<MetricValue> value(MetricExpression metric) {
            if (made.probabilities().isPresent()) {
                return Optional.of(metric.of(
                        Evaluation.of(made.labels(), made.probabilities().get())));
            }
            return Optional.of(
                    metric.of(new Evaluation(made.confusionMatrix(), 0, 0, 0, java.util.OptionalDouble.of(0), 0)));
        }

        @Override
        public Optional<Predictions> predictions() {
            return Optional.of(made);
        }

        @Override
        public Optional<String> probabilityDigest() {
            return Optional.empty();
        }
    }
}
