package io.github.mnistlab.explore;

import io.github.mnistlab.data.LabeledTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What a table is like.
 *
 * @param parts training rows, perhaps validation rows, test rows
 * @param classNames by class
 * @param columns in their order
 * @param equalRows what is there twice
 * @param correlations the strongest between columns of numbers
 * @param checks what a user should look at
 */
public record TableExploration(
        List<TablePart> parts,
        List<String> classNames,
        List<ColumnFacts> columns,
        EqualRows equalRows,
        List<Correlation> correlations,
        List<Check> checks) {
    private static final int NAMED = 5;

    /** Looks at a table. */
    public static TableExploration of(List<TablePart> parts, List<String> classNames) {
        LabeledTable training = parts.get(0).rows();
        LabeledTable test = parts.get(parts.size() - 1).rows();
        List<ColumnFacts> columns = IntStream.range(0, training.features())
                .mapToObj(column -> ColumnFacts.of(training, test, column))
                .toList();
        EqualRows equal = EqualRows.of(training, test);
        return new TableExploration(
                List.copyOf(parts),
                List.copyOf(classNames),
                columns,
                equal,
                Correlation.strongest(training),
                checks(training, test, columns, equal));
    }

    private static List<Check> checks(
            LabeledTable training, LabeledTable test, List<ColumnFacts> columns, EqualRows equal) {
        List<String> missing = names(columns.stream()
                .filter(column -> column.missing() + column.missingInTest() > 0)
                .toList());
        List<String> constant =
                names(columns.stream().filter(ColumnFacts::isConstant).toList());
        List<String> drifting =
                names(columns.stream().filter(ColumnFacts::drifts).toList());
        return List.of(
                new Check(
                        "Missing values",
                        missing.isEmpty(),
                        missing.isEmpty()
                                ? "no row lacks a value"
                                : "in " + some(missing) + "; preparation.missing says what becomes of them"),
                new Check(
                        "Constant columns",
                        constant.isEmpty(),
                        constant.isEmpty()
                                ? "every column has different values"
                                : "nothing can be learnt from " + some(constant) + "; name them under dataset.ignore"),
                new Check(
                        "Repeated rows",
                        equal.repeated() == 0,
                        equal.repeated() == 0
                                ? "no training row is there twice"
                                : share(equal.repeated(), training, "training") + " are an earlier one once more"),
                new Check(
                        "Contradicting rows",
                        equal.contradicting() == 0,
                        equal.contradicting() == 0
                                ? "rows of equal features have equal labels"
                                : share(equal.contradicting(), training, "training")
                                        + " have the features of an earlier one, but another class: no classifier can be"
                                        + " right about both"),
                new Check(
                        "Test rows that were learnt from",
                        equal.leaked() == 0,
                        equal.leaked() == 0
                                ? "no test row has the features of a training row"
                                : share(equal.leaked(), test, "test")
                                        + " have the features of a training row, so that results are too good for rows never"
                                        + " seen"),
                new Check(
                        "Drift between training and test",
                        drifting.isEmpty(),
                        drifting.isEmpty()
                                ? "no column differs by more than chance would have it"
                                : some(drifting)
                                        + " differ by more than chance would have it (Kolmogorov and Smirnov, 1 % for"
                                        + " all columns together)"));
    }

    private static List<String> names(List<ColumnFacts> columns) {
        return columns.stream().map(facts -> facts.column().name()).toList();
    }

    private static String some(List<String> names) {
        List<String> shown = new ArrayList<>(names.subList(0, Math.min(NAMED, names.size())));
        if (names.size() > NAMED) {
            shown.add("and " + (names.size() - NAMED) + " more");
        }
        return String.join(", ", shown);
    }

    private static String share(long rows, LabeledTable of, String part) {
        return String.format(
                Locale.ROOT, "%,d of %,d %s rows (%.2f %%)", rows, of.size(), part, 100.0 * rows / of.size());
    }
}
