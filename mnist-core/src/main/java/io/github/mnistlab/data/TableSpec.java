package io.github.mnistlab.data;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A user's own table in CSV files, plain or gzipped.
 *
 * @param trainingFile path, relative to the experiment's file; null where {@code file} is given
 * @param testFile likewise
 * @param file path of a file with all rows; null where the two others are given
 * @param testShare the share of that file's rows that are test rows, drawn stratified from the seed: above 0 and below 1
 * @param label the column of the class
 * @param columns the columns that are features; null for all but the label
 * @param ignore columns that are no features; null for none
 * @param categorical those of the features whose values are names, not numbers; null for none
 * @param classNames the classes in their order, all that there are; null for whole numbers ascending, or else by code point
 * @param header whether the first line names the columns; without one they are called by their numbers, from 0
 * @param delimiter the one character between fields
 * @param training rows, at least 1; null for all
 * @param test rows, at least 1; null for all
 * @param seed of the drawing of test rows and subsets
 * @param imbalance null for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TableSpec(
        String trainingFile,
        String testFile,
        String file,
        Double testShare,
        String label,
        List<String> columns,
        List<String> ignore,
        List<String> categorical,
        List<String> classNames,
        boolean header,
        String delimiter,
        Integer training,
        Integer test,
        long seed,
        Imbalance imbalance)
        implements DatasetSpec {
    /** Refuses what does not fit together. */
    public TableSpec {
        Objects.requireNonNull(label, "label must be given");
        boolean split = file != null && testShare != null && trainingFile == null && testFile == null;
        boolean two = file == null && testShare == null && trainingFile != null && testFile != null;
        if (!split && !two) {
            throw new IllegalArgumentException(
                    "a table needs trainingFile and testFile, or file and testShare, which is"
                            + " the share of its rows to test on, and not some of both");
        }
        if (testShare != null && !(testShare > 0 && testShare < 1)) {
            throw new IllegalArgumentException("testShare must be above 0 and below 1, but is " + testShare);
        }
        if (delimiter == null || delimiter.length() != 1 || "\"\r\n".contains(delimiter)) {
            throw new IllegalArgumentException(
                    "delimiter must be one character, such as ';', and neither a quote nor a line's end");
        }
        if (columns != null && ignore != null) {
            throw new IllegalArgumentException(
                    "columns and ignore exclude each other: the first names all features, the second all that are none");
        }
        columns = names("columns", columns, label);
        ignore = names("ignore", ignore, label);
        categorical = names("categorical", categorical, label);
        classNames = DatasetSpec.requireClassNames(classNames);
        DatasetSpec.requireRows("training", training, Examples.MAX_ROWS);
        DatasetSpec.requireRows("test", test, Examples.MAX_ROWS);
    }

    @Override
    public boolean hasImages() {
        return false;
    }

    private static List<String> names(String field, List<String> names, String label) {
        if (names == null) {
            return null;
        }
        Set<String> once = new LinkedHashSet<>(names);
        if (once.size() != names.size()) {
            throw new IllegalArgumentException(field + " must name no column twice, but is " + names);
        }
        if (once.contains(label)) {
            throw new IllegalArgumentException(field + " must not name the label's column, " + label);
        }
        return List.copyOf(names);
    }
}
