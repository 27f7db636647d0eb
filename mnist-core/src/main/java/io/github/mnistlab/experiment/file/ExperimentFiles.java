package io.github.mnistlab.experiment.file;

import io.github.mnistlab.experiment.ExperimentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The experiments in a folder: its files that end in {@code .yaml} or {@code .yml}, but for locks, and for hidden files,
 * which editors, linters and other systems put there.
 */
public final class ExperimentFiles {
    private ExperimentFiles() {}

    /**
     * The files in a folder, not below it, in alphabetical order.
     *
     * @param patterns names, in which {@code *} stands for any characters and {@code ?} for one; empty for all
     * @param excludes names of files, their endings included, that are none; with the same wildcards
     * @throws IllegalArgumentException if a pattern matches none, and the message lists what there is; or if two files have one
     *     name
     */
    public static List<Path> find(Path folder, List<String> patterns, List<String> excludes) throws IOException {
        TreeMap<String, Path> byName = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(Files::isRegularFile)
                    .filter(ExperimentFiles::isExperiment)
                    .filter(file -> !isNamed(excludes, String.valueOf(file.getFileName())))
                    .sorted()
                    .forEach(file -> requireNew(byName.put(ExperimentFile.nameOf(file), file), file));
        }
        if (patterns.isEmpty()) {
            return List.copyOf(byName.values());
        }
        TreeMap<String, Path> chosen = new TreeMap<>();
        List<String> unmatched = new ArrayList<>();
        for (String pattern : patterns) {
            List<String> names = byName.keySet().stream()
                    .filter(name -> isNamed(List.of(pattern), name))
                    .toList();
            names.forEach(name -> chosen.put(name, byName.get(name)));
            if (names.isEmpty()) {
                unmatched.add(pattern);
            }
        }
        if (!unmatched.isEmpty()) {
            String there = byName.isEmpty() ? "there is none" : "there are " + String.join(", ", byName.keySet());
            throw new IllegalArgumentException(
                    "No experiment is called " + String.join(" or ", unmatched) + " in " + folder + "; " + there + ".");
        }
        return List.copyOf(chosen.values());
    }

    private static void requireNew(Path other, Path file) {
        if (other != null) {
            throw new IllegalArgumentException(other + " and " + file.getFileName()
                    + " are experiments of one name, whose results would take each other's place; rename one.");
        }
    }

    private static boolean isExperiment(Path file) {
        String name = String.valueOf(file.getFileName());
        return !name.startsWith(".")
                && (name.endsWith(".yaml") || name.endsWith(".yml"))
                && !ExperimentFile.nameOf(file).endsWith(".lock");
    }

    /** Whether one of the patterns is of this name. */
    public static boolean isNamed(List<String> patterns, String name) {
        return patterns.stream()
                .map(pattern -> "\\Q" + pattern.replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q") + "\\E")
                .anyMatch(name::matches);
    }
}
