package io.github.mnistlab.experiment.file.type;

import io.github.mnistlab.evaluate.NearestName;
import io.github.mnistlab.experiment.file.yaml.OddCharacters;
import io.github.mnistlab.experiment.file.yaml.Problems;
import io.github.mnistlab.experiment.file.yaml.YamlNode;
import java.util.List;

/**
 * A place whose value is checked, and the faults that have been found so far.
 *
 * @param path of field names, with which messages begin; empty for the whole file
 * @param isPartial whether it is laid over another value, so that nothing is required of it
 */
public record Check(String path, boolean isPartial, Problems problems) {
    /** What divides the names of a path; no field's name has one. */
    public static final String SEPARATOR = ".";

    /** More names than one reads. */
    private static final int MANY = 40;

    /** A place in a complete value. */
    public Check(String path, Problems problems) {
        this(path, false, problems);
    }

    /** The path of a field. */
    public static String path(String parent, String name) {
        return parent.isEmpty() ? YamlNode.shown(name) : parent + SEPARATOR + YamlNode.shown(name);
    }

    Check field(String name) {
        return new Check(path(path, name), isPartial, problems);
    }

    Check item(int index) {
        return new Check(path + "[" + index + "]", isPartial, problems);
    }

    /** The same place, whose value is laid over another. */
    Check ofPart() {
        return new Check(path, true, problems);
    }

    /** The same place, whose faults are gathered by themselves. */
    Check into(Problems others) {
        return new Check(path, isPartial, others);
    }

    Problems noProblems() {
        return new Problems(problems.file());
    }

    void addUnreported(Problems more) {
        problems.addUnreported(more);
    }

    void add(YamlNode place, String message) {
        problems.add(place, subject() + message);
    }

    void add(YamlNode.Key place, String message) {
        problems.add(place, subject() + message);
    }

    private String subject() {
        return path.isEmpty() ? "" : path + ": ";
    }

    /** @param hint what may have been meant, or nothing */
    public void refuse(YamlNode found, String allowed, String hint) {
        add(found, "found " + found.describe() + ", but allowed is " + allowed + hint);
    }

    /**
     * A field that is none of those that there are.
     *
     * @param more what else is to be said of it; may be empty
     */
    void unknown(YamlNode.Key key, List<String> names, String more) {
        String hint = more.isEmpty() ? hint(key.text(), names) : "";
        add(key, "unknown field " + YamlNode.quote(key.text()) + hint + allowed(key.text(), names) + more);
    }

    private static String hint(String name, List<String> names) {
        String odd = OddCharacters.hint(name, names::contains);
        return odd.isEmpty() ? NearestName.hint(name, names) : odd;
    }

    /** Of many names only those that begin as the wrong one does. */
    private static String allowed(String name, List<String> names) {
        String start = first(name);
        List<String> near = names.size() <= MANY
                ? names
                : names.stream().filter(other -> first(other).equals(start)).toList();
        List<String> shown = near.isEmpty()
                ? names.stream().filter(other -> other.equals(first(other))).toList()
                : near;
        String others = shown.size() < names.size() ? ", …" : "";
        return names.isEmpty() ? "" : " (allowed: " + String.join(", ", shown) + others + ")";
    }

    private static String first(String path) {
        return path.split("\\.", 2)[0];
    }
}
