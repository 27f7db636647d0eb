package io.github.mnistlab.report.html.figure;

import io.github.mnistlab.report.Confusions;
import io.github.mnistlab.report.text.Numbers;
import io.github.mnistlab.report.text.ReportTable;

/** What stands beside the confusion matrix. */
public final class ConfusionFigures {
    private static final int LARGEST = 50;

    private final ReportInput input;

    public ConfusionFigures(ReportInput input) {
        this.input = input;
    }

    /** Where not every class can be shown, which of them are; else nothing. */
    public String note() {
        int classes = input.classes();
        return Confusions.areTooMany(classes)
                ? "Of " + Numbers.count(classes) + " classes the matrix shows the "
                        + input.confusedClasses().size()
                        + " of the largest confusions; all others are together in its last row and column."
                : "";
    }

    /** The largest confusions of a variant, the largest first. */
    public ReportTable largest(ShownVariant variant) {
        return Confusions.largest(variant.best().evaluation().confusionMatrix(), input.classNames(), LARGEST);
    }
}
