package io.github.mnistlab.data.file.csv;

import io.github.mnistlab.data.Faults;
import io.github.mnistlab.data.TableSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The columns of a CSV file, and what each is to an experiment.
 *
 * @param names all columns of the file
 * @param label where the class is
 * @param features in the order of the training file, and then what is read beside them
 */
record TableHeader(List<String> names, int label, List<Feature> features) {
    /** More than one reads. */
    private static final int SHOWN = 20;

    /**
     * @param place where in a line it stands
     * @param beside whether it is no feature to experiments, and only read beside them
     */
    record Feature(String name, int place, boolean categorical, boolean beside) {}

    /**
     * The header of a file.
     *
     * @param names as the first line has them, or numbers from 0
     * @param beside columns of categories to read beside the features, as far as they are none
     * @throws io.github.mnistlab.data.DataException if they are not what the specification says
     */
    static TableHeader of(List<String> names, TableSpec spec, List<String> beside, Faults faults) {
        Map<String, Integer> places = places(names, faults);
        List<String> features = spec.columns();
        if (features == null) {
            Set<String> left = new HashSet<>(spec.ignore() == null ? List.of() : spec.ignore());
            left.add(spec.label());
            features = names.stream().filter(name -> !left.contains(name)).toList();
        }
        if (spec.ignore() != null) {
            spec.ignore().forEach(name -> place(name, "ignore", places, names, spec, faults));
        }
        List<String> categorical = spec.categorical() == null ? List.of() : spec.categorical();
        for (String name : categorical) {
            if (!features.contains(name)) {
                faults.add(
                        "categorical names '" + name + "', which is none of the features; these are " + some(features));
            }
        }
        TableHeader header = of(names, features, new HashSet<>(categorical), beside, places, spec, faults);
        if (features.isEmpty()) {
            faults.add("no column is left as a feature beside the label, '" + spec.label() + "'");
        }
        faults.throwIfAny();
        return header;
    }

    /**
     * The same columns in another file, wherever they stand there.
     *
     * @param other as its first line has them
     */
    TableHeader in(List<String> other, TableSpec spec, Faults faults) {
        Map<String, Integer> places = places(other, faults);
        Set<String> known = new HashSet<>(names);
        other.stream()
                .filter(name -> spec.columns() == null && !known.contains(name))
                .forEach(name -> faults.add("the column '" + name
                        + "' is not in the training file; add it there, or name it under dataset.ignore"));
        TableHeader header = of(
                other,
                names(feature -> !feature.beside()),
                new HashSet<>(names(feature -> feature.categorical() && !feature.beside())),
                names(Feature::beside),
                places,
                spec,
                faults);
        faults.throwIfAny();
        return header;
    }

    private List<String> names(Predicate<Feature> wanted) {
        return features.stream().filter(wanted).map(Feature::name).toList();
    }

    private static TableHeader of(
            List<String> names,
            List<String> features,
            Set<String> categorical,
            List<String> beside,
            Map<String, Integer> places,
            TableSpec spec,
            Faults faults) {
        int label = place(spec.label(), "label", places, names, spec, faults);
        List<Feature> found = new ArrayList<>();
        for (String name : features) {
            int place = place(name, "columns", places, names, spec, faults);
            found.add(new Feature(name, place, categorical.contains(name), false));
        }
        for (String name : beside) {
            if (features.contains(name)) {
                continue;
            }
            found.add(new Feature(name, places.getOrDefault(name, -1), true, true));
            if (!places.containsKey(name)) {
                faults.add("slices.columns: there is no column '" + name + "'; there are " + some(names)
                        + otherCase(name, names));
            }
        }
        return new TableHeader(names, label, found);
    }

    private static Map<String, Integer> places(List<String> names, Faults faults) {
        Map<String, Integer> places = new HashMap<>();
        foreign(names).ifPresent(what -> faults.add("line 1: " + what));
        faults.throwIfAny();
        for (int column = 0; column < names.size(); column++) {
            String name = names.get(column);
            if (name.isBlank()) {
                faults.add("line 1: column " + (column + 1) + " has no name; every column needs one");
            } else if (name.indexOf(CsvTable.NOT_UTF_8) >= 0) {
                faults.add("line 1: the name of column " + (column + 1) + ", '" + name
                        + "', is not UTF-8; save the file as UTF-8");
            } else if (places.putIfAbsent(name, column) != null) {
                faults.add("line 1: the column '" + name + "' is there twice; rename one of the two");
            }
        }
        faults.throwIfAny();
        return places;
    }

    /** What is no CSV file, or not one alone, by its first bytes. */
    private static Optional<String> foreign(List<String> names) {
        String first = names.get(0);
        if (first.startsWith("PK\3\4")) {
            return Optional.of("this is a ZIP archive, as spreadsheets are, and no CSV file; save the table as CSV");
        }
        if (names.stream().anyMatch(name -> name.indexOf('\0') >= 0)) {
            return Optional.of("there are null bytes, as in UTF-16 without its mark; save the file as UTF-8");
        }
        if (names.size() <= 2 && first.matches("sep=.?")) {
            return Optional.of("'" + String.join("", names)
                    + "' is for spreadsheets; take the line out, and name another" + " delimiter as dataset.delimiter");
        }
        return Optional.empty();
    }

    private static int place(
            String name, String field, Map<String, Integer> places, List<String> names, TableSpec spec, Faults faults) {
        Integer place = places.get(name);
        if (place != null) {
            return place;
        }
        faults.add("line 1: there is no column '" + name + "' (dataset." + field + "); there are " + some(names)
                + otherDelimiter(names, spec) + otherCase(name, names));
        return -1;
    }

    private static String otherCase(String name, List<String> names) {
        return names.stream()
                .filter(other -> other.strip().equalsIgnoreCase(name))
                .findFirst()
                .map(other -> "; did you mean '" + other + "'?")
                .orElse("");
    }

    /** A header in one piece is most often one with another delimiter. */
    private static String otherDelimiter(List<String> names, TableSpec spec) {
        if (names.size() != 1) {
            return "";
        }
        for (String delimiter : List.of(";", "\t", ",", "|", " ")) {
            if (!delimiter.equals(spec.delimiter()) && names.get(0).contains(delimiter)) {
                return "; are the fields divided by another character? Then say dataset.delimiter: \""
                        + (delimiter.equals("\t") ? "\\t" : delimiter) + "\"";
            }
        }
        return "";
    }

    private static String some(List<String> names) {
        String shown = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
        return names.size() > SHOWN ? shown + " and " + (names.size() - SHOWN) + " more" : shown;
    }
}
