package io.github.mnistlab.evaluate;

import io.github.mnistlab.evaluate.MetricValue.Proportion;
import io.github.mnistlab.evaluate.MetricValue.Real;
import java.util.Locale;

/**
 * The metrics that have one value for a test set. Their names in files are those of the constants in kebab case;
 * {@link Evaluation} says what each is. Values that follow from counts by division alone are exact fractions.
 */
public enum Metric {
    /** Share of rows whose class was predicted. */
    ACCURACY,
    /** Mean recall of the classes that have rows. */
    BALANCED_ACCURACY,
    /** Mean precision over classes. */
    MACRO_PRECISION,
    /** Mean recall over classes. */
    MACRO_RECALL,
    /** Mean F1 over classes. */
    MACRO_F1,
    /** Mean precision over classes, weighted by their rows. */
    WEIGHTED_PRECISION,
    /** Mean recall over classes, weighted by their rows: the accuracy. */
    WEIGHTED_RECALL,
    /** Mean F1 over classes, weighted by their rows. */
    WEIGHTED_F1,
    /** Matthews' correlation coefficient. */
    MCC,
    /** Agreement beyond that of chance. */
    COHEN_KAPPA,
    /** Mean −ln of the true class's probability. */
    LOG_LOSS,
    /** Mean squared distance of the probabilities from the truth. */
    BRIER,
    /** Share of rows whose class is among their two most probable. */
    TOP_2_ACCURACY,
    /** Geometric mean of the recalls of the classes that have rows. */
    G_MEAN,
    /** Mean area under the ROC curves of each class against the rest. */
    ROC_AUC,
    /** Expected calibration error. */
    ECE;

    private static final MetricValue NO_PROBABILITIES =
            new MetricValue.Undefined("only classes were predicted, without probabilities");

    /** Which way it gets better. */
    public Direction direction() {
        return switch (this) {
            case LOG_LOSS, BRIER, ECE -> Direction.LOWER_IS_BETTER;
            default -> Direction.HIGHER_IS_BETTER;
        };
    }

    /** The values that it can have. */
    public MetricRange range() {
        return switch (this) {
            case MCC, COHEN_KAPPA -> MetricRange.of(-1, 1);
            case LOG_LOSS -> MetricRange.from(0);
            case BRIER -> MetricRange.of(0, 2);
            default -> MetricRange.of(0, 1);
        };
    }

    /** Its value for this test set; undefined where it needs probabilities and there are none. */
    public MetricValue of(Evaluation evaluation) {
        ConfusionMatrix matrix = evaluation.confusionMatrix();
        return switch (this) {
            case ACCURACY -> new Proportion(matrix.correct(), matrix.total());
            case BALANCED_ACCURACY -> ExactScores.balancedAccuracy(matrix);
            case MACRO_PRECISION -> ExactScores.macro(ClassMetric.PRECISION, matrix);
            case MACRO_RECALL -> ExactScores.macro(ClassMetric.RECALL, matrix);
            case MACRO_F1 -> ExactScores.macro(ClassMetric.F1, matrix);
            case WEIGHTED_PRECISION -> ExactScores.weighted(ClassMetric.PRECISION, matrix);
            case WEIGHTED_RECALL -> ExactScores.weighted(ClassMetric.RECALL, matrix);
            case WEIGHTED_F1 -> ExactScores.weighted(ClassMetric.F1, matrix);
            case MCC -> new Real(evaluation.mcc());
            case COHEN_KAPPA -> ExactScores.cohenKappa(matrix);
            case G_MEAN -> new Real(evaluation.gMean());
            case LOG_LOSS, BRIER, TOP_2_ACCURACY, ROC_AUC, ECE ->
                evaluation
                        .probabilityFigures()
                        .map(figures -> of(figures, matrix))
                        .orElse(NO_PROBABILITIES);
        };
    }

    private MetricValue of(ProbabilityFigures figures, ConfusionMatrix matrix) {
        return switch (this) {
            case LOG_LOSS -> new Real(figures.logLoss());
            case BRIER -> new Real(figures.brier());
            case TOP_2_ACCURACY -> new Proportion(figures.top2Correct(), matrix.total());
            case ECE -> new Real(figures.ece());
            case ROC_AUC ->
                figures.rocAuc().isPresent()
                        ? new Real(figures.rocAuc().getAsDouble())
                        : ClassMetric.noRows(
                                Integer.toString(matrix.classWithoutRows().orElseThrow()));
            default -> throw new IllegalStateException(this + " follows from the confusion matrix");
        };
    }

    /** Its name in files, as {@code macro-f1}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
