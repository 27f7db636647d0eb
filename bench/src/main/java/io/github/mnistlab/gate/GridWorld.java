package io.github.mnistlab.gate;

import io.github.mnistlab.evaluate.Evaluation;
import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.MetricOnImages;
import io.github.mnistlab.evaluate.MetricValue;
import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.evaluate.Probabilities;
import io.github.mnistlab.gate.finding.Side;
import io.github.mnistlab.lock.AcceptedResults;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * Test images, and models that were never trained: an image is misread with a probability that is its own times its
 * seed's, and is taken for any other class, mostly the next. All classes are as hard, so that the share of images that is
 * read correctly is the truth of most metrics.
 */
final class GridWorld {
    static final int CLASSES = 10;

    /** Of images that are hard, how often one is misread. */
    private static final double HARD = 0.78;

    private final GridCell cell;
    private final SplittableRandom random;
    private final int[] labels;
    private final double[] difficulty;

    GridWorld(GridCell cell, SplittableRandom random) {
        this.cell = cell;
        this.random = random;
        labels = new int[cell.images()];
        difficulty = new double[cell.images()];
        for (int image = 0; image < labels.length; image++) {
            labels[image] = image % CLASSES;
            difficulty[image] = cell.unequal() && random.nextDouble() < hardShare(cell) ? HARD : easy(cell);
        }
    }

    /** How much a further seed changes the share of images that are misread. */
    double factor() {
        return cell.effects().factor(random, cell.truth());
    }

    /** Hard images make half of the errors. */
    static double hardShare(GridCell cell) {
        return cell.unequal() ? (1 - cell.truth()) / 2 / HARD : 0;
    }

    /** Of the other images, how often one is misread. */
    static double easy(GridCell cell) {
        return cell.unequal() ? (1 - cell.truth()) / 2 / (1 - hardShare(cell)) : 1 - cell.truth();
    }

    static double hard() {
        return HARD;
    }

    /** What a model says that it is sure of: a little too much. */
    static double confidence(double difficulty) {
        return (float) Math.max(0.2, Math.min(0.9995, 1 - 0.9 * difficulty));
    }

    /** What one model makes of each image. */
    final class Model {
        private final double factor;
        private final int[] predicted = new int[labels.length];
        private final int[] second = new int[labels.length];

        Model(double factor) {
            this.factor = factor;
            for (int image = 0; image < labels.length; image++) {
                read(image);
            }
        }

        /** Another one, which reads so large a share of the images as a first one does. */
        Model(Model first, double alike) {
            factor = first.factor;
            for (int image = 0; image < labels.length; image++) {
                if (random.nextDouble() < alike) {
                    predicted[image] = first.predicted[image];
                    second[image] = first.second[image];
                } else {
                    read(image);
                }
            }
        }

        private void read(int image) {
            int label = labels[image];
            boolean isWrong = random.nextDouble() < difficulty[image] * factor;
            int next = (label + 1) % CLASSES;
            int other = random.nextBoolean() ? next : (label + 1 + random.nextInt(CLASSES - 1)) % CLASSES;
            predicted[image] = isWrong ? other : label;
            // Half of what is misread is read correctly at the second try.
            int third = (other + 1) % CLASSES == label ? (other + 2) % CLASSES : (other + 1) % CLASSES;
            second[image] = !isWrong ? next : random.nextBoolean() ? label : third;
        }

        double factor() {
            return factor;
        }

        Predictions predictions() {
            if (!MetricOnImages.needsProbabilities(cell.expression())) {
                return Predictions.of(labels, predicted, CLASSES);
            }
            double[] flat = new double[labels.length * CLASSES];
            for (int image = 0; image < labels.length; image++) {
                double sure = confidence(difficulty[image]);
                for (int label = 0; label < CLASSES; label++) {
                    flat[image * CLASSES + label] = label == predicted[image]
                            ? sure
                            : label == second[image] ? GridTruth.ofSecond(sure) : GridTruth.ofOthers(sure);
                }
            }
            return Predictions.of(labels, Probabilities.of(flat, CLASSES));
        }
    }

    List<Model> models(int count) {
        List<Model> models = new ArrayList<>();
        for (int seed = 0; seed < count; seed++) {
            models.add(new Model(factor()));
        }
        return models;
    }

    /**
     * Nearly the same ones, by seed.
     *
     * @param alike the share of images that are read the same
     */
    List<Model> siblings(List<Model> models, double alike) {
        return models.stream().map(model -> new Model(model, alike)).toList();
    }

    /** For a judge. */
    static Side side(List<Model> models, MetricExpression metric, long firstSeed) {
        List<AcceptedResults.Run> runs = new ArrayList<>();
        for (Model model : models) {
            runs.add(new Run(firstSeed + runs.size(), model.predictions()));
        }
        return Side.of(runs, metric);
    }

    private record Run(long seed, Predictions made) implements AcceptedResults.Run {
        @Override
        public Optional<MetricValue> value(MetricExpression metric) {
            return Optional.of(metric.of(made.probabilities()
                    .map(given -> Evaluation.of(made.labels(), given))
                    .orElseGet(() -> new Evaluation(made.confusionMatrix(), 0, 0, 0, OptionalDouble.of(0), 0))));
        }

        @Override
        public Optional<Predictions> predictions() {
            return Optional.of(made);
        }
    }
}
