package io.github.mnistlab.external;

import io.github.mnistlab.data.Faults;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the columns of a CSV file are, by its header.
 *
 * @param names of all columns, in their order
 * @param id the column of the test row's number, from 0; -1 if there is none
 * @param label the column of the true class; -1 if there is none
 * @param predicted the column of the predicted class; -1 if there is none
 * @param scores the column of each class's number; empty if there are none
 */
record CsvColumns(List<String> names, int id, int label, int predicted, List<Integer> scores) {
    private static final String ID = "id";
    private static final String LABEL = "label";
    private static final String PREDICTED = "predicted";

    /** Reads a header; what is wrong with it is added to the faults. */
    static CsvColumns of(List<String> names, TestRows rows, Faults faults) {
        Map<String, Integer> places = new HashMap<>();
        Integer[] scores = new Integer[rows.classes().size()];
        for (int column = 0; column < names.size(); column++) {
            String name = names.get(column);
            if (places.putIfAbsent(name, column) != null) {
                faults.add("the column '" + name + "' is there twice");
            }
            if (!List.of(ID, LABEL, PREDICTED).contains(name)) {
                int label = classOf(name, rows);
                if (label < 0) {
                    faults.add("the column '" + name + "' is none of " + ID + ", " + LABEL + ", " + PREDICTED
                            + ", a class (" + someOf(rows) + ") or p0 to p"
                            + (rows.classes().size() - 1));
                } else if (scores[label] != null && !names.get(scores[label]).equals(name)) {
                    faults.add("the columns '" + names.get(scores[label]) + "' and '" + name + "' are both of class "
                            + rows.classes().get(label));
                } else {
                    scores[label] = column;
                }
            }
        }
        List<String> missing = new ArrayList<>();
        for (int label = 0; label < scores.length; label++) {
            if (scores[label] == null) {
                missing.add(rows.classes().get(label));
            }
        }
        boolean anyScores = missing.size() < scores.length;
        if (anyScores && !missing.isEmpty()) {
            faults.add("there is no column for class " + String.join(", ", missing));
        }
        int predicted = places.getOrDefault(PREDICTED, -1);
        if (!anyScores && predicted < 0) {
            faults.add("there is neither a column for each class nor the column " + PREDICTED);
        }
        return new CsvColumns(
                List.copyOf(names),
                places.getOrDefault(ID, -1),
                places.getOrDefault(LABEL, -1),
                predicted,
                anyScores && missing.isEmpty() ? Arrays.asList(scores) : List.of());
    }

    static boolean areOfClassesAlone(List<String> names) {
        return names.contains(PREDICTED) && List.of(ID, LABEL, PREDICTED).containsAll(names);
    }

    boolean hasScores() {
        return !scores.isEmpty();
    }

    /** Whether something beside the predictions tells which row each is of. */
    boolean checkOrder() {
        return id >= 0 || label >= 0;
    }

    /** A column's class, by the class's name, or by p and its number; -1 if it is of none. */
    private static int classOf(String column, TestRows rows) {
        int named = rows.classOf(column);
        if (named >= 0 || !column.matches("p\\d{1,3}")) {
            return named;
        }
        int index = Integer.parseInt(column.substring(1));
        return index < rows.classes().size() ? index : -1;
    }

    /** The names of the classes, as many as one reads. */
    static String someOf(TestRows rows) {
        List<String> all = rows.classes();
        return String.join(", ", all.subList(0, Math.min(12, all.size()))) + (all.size() > 12 ? ", …" : "");
    }
}
