package io.github.mnistlab.gate;

import io.github.mnistlab.evaluate.Direction;
import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.experiment.SpeaksOf;
import io.github.mnistlab.gate.finding.Finding;
import io.github.mnistlab.gate.finding.Findings;
import io.github.mnistlab.gate.finding.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How often a verdict at a confidence of 0.95 is wrong where the limit is the truth itself, and what it notices, in worlds
 * whose truth is known; docs/verdict-grid.md is what it writes. {@code VerdictGrid coarse docs/verdict-grid.md} takes some
 * cells of each metric and question, {@code whole} all; {@code metric=accuracy} and the like choose among them. Cells that are
 * in the file already stay as they are, so that it may be stopped and go on: delete the file to have all anew.
 */
public final class VerdictGrid {
    private static final double ALPHA = 0.05;

    /** In which a wrong verdict may be as frequent as this, more builds tell. */
    private static final double WORTH_A_LOOK = ALPHA / 2;

    private static final int FIRST_LOOK = 200;

    private static final int SECOND_LOOK = 1_000;

    static final int LAST_LOOK = 20_000;

    /** So many images of all seeds together take seconds. */
    private static final int QUICK = 5_000;

    /** Likewise of accuracy, whose bounds are a formula. */
    private static final int QUICK_OF_ACCURACY = 100_000;

    /** Likewise of one model, whose bounds are sought by trying what could be true of it. */
    private static final int QUICK_OF_ONE_MODEL = 300;

    private static final String[] METRICS = {
        "accuracy",
        "recall[3]",
        "precision[3]",
        "f1[3]",
        "min(recall)",
        "balanced-accuracy",
        "macro-precision",
        "macro-f1",
        "weighted-f1",
        "g-mean",
        "mcc",
        "cohen-kappa",
        "top-2-accuracy",
        "brier",
        "log-loss",
        "roc-auc",
        "ece"
    };

    private VerdictGrid() {}

    /** What came of all builds of a cell. */
    private record Outcome(List<Distances> distances) {
        int builds() {
            return distances.size();
        }

        double[] below() {
            return distances.stream().mapToDouble(Distances::below).toArray();
        }

        double[] above() {
            return distances.stream().mapToDouble(Distances::above).toArray();
        }

        double wrongAbove() {
            return wrong(below());
        }

        double wrongBelow() {
            return wrong(above());
        }

        private double wrong(double... distances) {
            return Arrays.stream(distances).filter(by -> by < -1e-12).count() / (double) builds();
        }

        double worst() {
            return Math.max(wrongAbove(), wrongBelow());
        }
    }

    /** How far the bounds of a build lie from the truth: below 0 where they are wrong, infinite where nothing can be said. */
    private record Distances(double below, double above) {}

    public static void main(String... arguments) throws IOException {
        boolean coarse = arguments[0].equals("coarse");
        Path file = Path.of(arguments[1]);
        GridDocument document = GridDocument.read(file);
        List<GridCell> cells = (coarse ? coarse() : whole())
                .stream()
                        .filter(cell -> Arrays.stream(arguments).skip(2).allMatch(filter -> matches(cell, filter)))
                        .toList();
        for (GridCell cell : cells) {
            if (!document.has(cell)) {
                Outcome outcome = simulate(cell, coarse ? FIRST_LOOK : SECOND_LOOK, 1);
                if (outcome.builds() < SECOND_LOOK && outcome.worst() > WORTH_A_LOOK) {
                    outcome = simulate(cell, SECOND_LOOK, 2);
                }
                document.put(cell, result(cell, outcome));
                document.write(file);
            }
        }
        for (GridCell cell : cells) {
            if (document.isToBeRunAgain(cell)) {
                document.put(cell, result(cell, simulate(cell, LAST_LOOK, 3)));
                document.write(file);
            }
        }
        document.write(file);
    }

    private static boolean matches(GridCell cell, String filter) {
        String[] parts = filter.split("=", 2);
        String value = switch (parts[0]) {
            case "metric" -> cell.metric();
            case "question" -> cell.question().name().toLowerCase(Locale.ROOT);
            case "truth" -> String.valueOf(cell.truth());
            case "images" -> String.valueOf(cell.images());
            case "seeds" -> String.valueOf(cell.seeds());
            case "effects" -> cell.effects().name().toLowerCase(Locale.ROOT);
            default -> throw new IllegalArgumentException("there is no filter " + parts[0]);
        };
        return Arrays.asList(parts[1].split(",", -1)).contains(value);
    }

    private static List<GridCell> whole() {
        List<GridCell> cells = new ArrayList<>();
        for (String metric : METRICS) {
            for (GridCell.Question question : GridCell.Question.values()) {
                cells.addAll(cells(metric, question));
            }
        }
        return cells;
    }

    /** Some of each metric and question, drawn among those that take no long time; one of each first. */
    private static List<GridCell> coarse() {
        List<List<GridCell>> drawn = new ArrayList<>();
        for (GridCell.Question question : GridCell.Question.values()) {
            for (String metric : METRICS) {
                List<GridCell> quick = new ArrayList<>(cells(metric, question).stream()
                        .filter(VerdictGrid::isQuick)
                        .toList());
                Collections.shuffle(quick, new Random(drawn.size()));
                int some = question == GridCell.Question.RECIPE ? 8 : 4;
                drawn.add(quick.subList(0, Math.min(quick.size(), some)));
            }
        }
        return IntStream.range(0, 8)
                .boxed()
                .flatMap(round ->
                        drawn.stream().filter(cells -> cells.size() > round).map(cells -> cells.get(round)))
                .toList();
    }

    private static boolean isQuick(GridCell cell) {
        int most = cell.metric().equals("accuracy")
                ? QUICK_OF_ACCURACY
                : cell.question() == GridCell.Question.ONE_MODEL ? QUICK_OF_ONE_MODEL : QUICK;
        return cell.images() * cell.seeds() <= most;
    }

    private static List<GridCell> cells(String metric, GridCell.Question question) {
        List<GridCell> cells = new ArrayList<>();
        if (metric.equals("ece") && question == GridCell.Question.NEXT) {
            return cells;
        }
        for (double truth : new double[] {0.5, 0.8, 0.9, 0.98, 0.99, 0.995, 0.999, 0.9999}) {
            for (int images : new int[] {10, 30, 100, 300, 1_000, 2_000, 10_000}) {
                for (int seeds : seeds(question)) {
                    for (boolean unequal : new boolean[] {false, true}) {
                        for (GridCell.Effects effects : GridCell.Effects.values()) {
                            if (effects.isPromised() && (seeds > 1 || effects == GridCell.Effects.NORMAL)) {
                                cells.add(new GridCell(metric, question, truth, images, seeds, unequal, effects));
                            }
                        }
                    }
                }
            }
        }
        return cells;
    }

    private static int[] seeds(GridCell.Question question) {
        return switch (question) {
            case ONE_MODEL -> new int[] {1};
            case NEXT -> new int[] {2, 3, 5, 10, 20, 39};
            case VARIANT, TWIN, ACCEPTED -> new int[] {1, 2, 3, 5, 10};
            default -> new int[] {2, 3, 5, 10};
        };
    }

    private static GridDocument.Result result(GridCell cell, Outcome outcome) {
        boolean higher = cell.expression().direction() == Direction.HIGHER_IS_BETTER;
        return new GridDocument.Result(
                outcome.builds(),
                higher ? outcome.wrongAbove() : outcome.wrongBelow(),
                higher ? outcome.wrongBelow() : outcome.wrongAbove(),
                fourInFive(higher ? outcome.above() : outcome.below()),
                fourInFive(higher ? outcome.below() : outcome.above()));
    }

    private static String fourInFive(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double distance = sorted[(int) (0.8 * sorted.length)];
        return Double.isFinite(distance) ? String.format(Locale.ROOT, "%.4f", distance) : "never";
    }

    /**
     * @param look each has builds of its own
     */
    private static Outcome simulate(GridCell cell, int builds, int look) {
        double recipe = cell.question().isDifference() ? 0 : GridTruth.ofRecipe(cell);
        return new Outcome(IntStream.range(0, builds)
                .parallel()
                .mapToObj(build -> build(cell, recipe, new SplittableRandom(7_919L * build + 101L * look)))
                .toList());
    }

    private static Distances build(GridCell cell, double recipe, SplittableRandom random) {
        GridWorld world = new GridWorld(cell, random);
        MetricExpression metric = cell.expression();
        List<GridWorld.Model> models = world.models(cell.seeds());
        List<GridWorld.Model> others = switch (cell.question()) {
            case VARIANT, TWIN -> world.siblings(models, cell.question().alike);
            case ACCEPTED -> world.models(cell.seeds());
            default -> List.of();
        };
        double truth = truth(cell, recipe, models, others, world);
        Optional<Finding> finding;
        try {
            Side side = GridWorld.side(models, metric, 1);
            finding = others.isEmpty()
                    ? Optional.of(Findings.of(metric, side, cell.question().speaksOf))
                    : Findings.ofDifference(metric, side, other(cell, others, metric), SpeaksOf.byDefault(side.size()));
        } catch (IllegalArgumentException undefined) {
            // A class without rows or predictions: the gate is undefined, and says nothing of the truth.
            return new Distances(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
        return finding.map(found -> new Distances(
                        truth - found.bounds().lower(ALPHA), found.bounds().upper(ALPHA) - truth))
                .orElseThrow();
    }

    private static Side other(GridCell cell, List<GridWorld.Model> others, MetricExpression metric) {
        return GridWorld.side(others, metric, cell.question() == GridCell.Question.ACCEPTED ? 1_001 : 1);
    }

    private static double truth(
            GridCell cell, double recipe, List<GridWorld.Model> models, List<GridWorld.Model> others, GridWorld world) {
        return switch (cell.question()) {
            case ONE_MODEL, MODELS -> ofModels(cell, models);
            case NEXT -> GridTruth.of(cell, world.factor());
            case RECIPE -> recipe;
            case VARIANT, TWIN, ACCEPTED ->
                cell.seeds() == 1 ? ofModels(cell, models) - ofModels(cell, others) : recipe;
        };
    }

    private static double ofModels(GridCell cell, List<GridWorld.Model> models) {
        return models.stream()
                .mapToDouble(model -> GridTruth.of(cell, model.factor()))
                .average()
                .orElseThrow();
    }
}
