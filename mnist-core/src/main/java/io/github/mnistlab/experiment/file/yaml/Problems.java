package io.github.mnistlab.experiment.file.yaml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Gathers the faults of one file, so that all are reported together. */
public final class Problems {
    private final String file;
    private final List<Problem> found = new ArrayList<>();
    private final Set<List<Integer>> places = new HashSet<>();

    public Problems(String file) {
        this.file = file;
    }

    public String file() {
        return file;
    }

    public void add(int line, int column, String message) {
        found.add(new Problem(file, line, column, message));
        places.add(List.of(line, column));
    }

    public void add(YamlNode node, String message) {
        add(node.line(), node.column(), message);
    }

    public void add(YamlNode.Key key, String message) {
        add(key.line(), key.column(), message);
    }

    /** Unless that place has a fault already. */
    public void addUnreported(YamlNode node, String message) {
        if (!isReported(node.line(), node.column())) {
            add(node, message);
        }
    }

    /** Unless that place has a fault already. */
    public void addUnreported(YamlNode.Key key, String message) {
        if (!isReported(key.line(), key.column())) {
            add(key, message);
        }
    }

    /** Whether a fault is already reported there: one place, one message. */
    public boolean isReported(int line, int column) {
        return places.contains(List.of(line, column));
    }

    /** Takes over those faults whose places have none yet, such as faults of the base seen again in a variant. */
    public void addUnreported(Problems more) {
        more.found.stream()
                .filter(problem -> !isReported(problem.line(), problem.column()))
                .toList()
                .forEach(problem -> add(problem.line(), problem.column(), problem.message()));
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public int count() {
        return found.size();
    }

    /** All of them, in the order of the file. */
    public List<Problem> sorted() {
        return found.stream().sorted(Problem.BY_POSITION).distinct().toList();
    }
}
