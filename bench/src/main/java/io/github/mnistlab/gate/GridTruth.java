package io.github.mnistlab.gate;

import io.github.mnistlab.evaluate.Evaluation;
import io.github.mnistlab.evaluate.Predictions;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** What a metric is on all images that there could be. */
final class GridTruth {
    private static final int SEEDS = 20_000;

    private static final int IMAGES = 200_000;

    private static final Map<String, double[]> AREAS = new HashMap<>();

    private GridTruth() {}

    /** Of a seed's second most probable class, which is never the first, and of each of the others. */
    static double ofSecond(double sure) {
        return Math.min(0.7 * (1 - sure), 0.9 * sure);
    }

    static double ofOthers(double sure) {
        return (1 - sure - ofSecond(sure)) / (GridWorld.CLASSES - 2);
    }

    /** On average over seeds. */
    static double ofRecipe(GridCell cell) {
        boolean isLinear = !cell.metric().equals("ece") && !cell.metric().equals("roc-auc");
        if (isLinear) {
            return of(cell, cell.effects().mean(cell.truth()));
        }
        SplittableRandom random = new SplittableRandom(5);
        double sum = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            sum += of(cell, cell.effects().factor(random, cell.truth()));
        }
        return sum / SEEDS;
    }

    /**
     * Of one model.
     *
     * @param factor its seed's
     */
    static double of(GridCell cell, double factor) {
        double right = 1 - (1 - cell.truth()) * factor;
        return switch (cell.metric()) {
            case "mcc", "cohen-kappa" -> (right - 0.1) / 0.9;
            case "top-2-accuracy" -> (1 + right) / 2;
            case "brier" -> mean(cell, factor, GridTruth::brier);
            case "log-loss" -> mean(cell, factor, GridTruth::logLoss);
            case "ece" -> calibrationError(cell, factor);
            case "roc-auc" -> area(cell, factor);
            default -> right;
        };
    }

    /** What an image is, which is misread with this probability. */
    private interface OfImage {
        double of(double sure, double wrong);
    }

    private static double mean(GridCell cell, double factor, OfImage figure) {
        double share = GridWorld.hardShare(cell);
        return (1 - share) * mean(GridWorld.easy(cell), factor, figure)
                + share * mean(GridWorld.hard(), factor, figure);
    }

    private static double mean(double difficulty, double factor, OfImage figure) {
        return figure.of(GridWorld.confidence(difficulty), difficulty * factor);
    }

    private static double brier(double sure, double wrong) {
        double second = ofSecond(sure);
        double other = ofOthers(sure);
        double squares = sure * sure + second * second + (GridWorld.CLASSES - 2) * other * other;
        double ofTrue = (1 - wrong) * sure + wrong * (second + other) / 2;
        return squares + 1 - 2 * ofTrue;
    }

    private static double logLoss(double sure, double wrong) {
        return -(1 - wrong) * Math.log(sure) - wrong * (Math.log(ofSecond(sure)) + Math.log(ofOthers(sure))) / 2;
    }

    private static double calibrationError(GridCell cell, double factor) {
        return mean(cell, factor, (sure, wrong) -> Math.abs(1 - wrong - sure));
    }

    /** Nearly a parabola in the factor, known from very many images with three of them. */
    private static double area(GridCell cell, double factor) {
        double[] known = areas(cell);
        double square = (known[2] - 2 * known[1] + known[0]) / 2 * 16;
        return known[1] + (known[2] - known[0]) * 2 * (factor - 1) + square * (factor - 1) * (factor - 1);
    }

    private static synchronized double[] areas(GridCell cell) {
        return AREAS.computeIfAbsent(cell.truth() + " " + cell.unequal(), key -> {
            GridCell many = new GridCell(
                    cell.metric(), cell.question(), cell.truth(), IMAGES, 1, cell.unequal(), GridCell.Effects.NORMAL);
            GridWorld world = new GridWorld(many, new SplittableRandom(99));
            double[] areas = new double[3];
            for (int i = 0; i < areas.length; i++) {
                Predictions made = world.new Model(0.75 + 0.25 * i).predictions();
                areas[i] = Evaluation.of(made.labels(), made.probabilities().orElseThrow())
                        .rocAuc()
                        .orElseThrow();
            }
            return areas;
        });
    }
}
