package io.github.mnistlab.maven;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;

/** The reference of goals and parameters in docs/goals.md, made from the plugin's descriptor. */
final class GoalsDocument {
    private static final String HEAD = """
            # Goals and parameters

            Generated from the plugin's descriptor; `mvn mnist:help -Ddetail -Dgoal=experiment` says the same on the console. A
            parameter with a property can be given on the command line, as `-Dmnist.experiment=first`, among a POM's properties,
            or by its name in the plugin's `<configuration>`; one without a property only in the last. A file or folder given
            on the command line is best absolute.

            The prefix `mnist:` works in a project that declares the plugin. Elsewhere write
            `io.github.mnistlab:mnist-maven-plugin:VERSION:` in its place.

            The parameters that one needs first: `mnist.experiment` to choose experiments, `mnist.dataDirectory` for a copy of MNIST,
            `mnist.rerun` to train again, `mnist.strict` and `mnist.failOnViolation` for what fails a build, `mnist.workers` and
            `mnist.workerMemory` for how much of the machine is used, `mnist.skip` to skip everything.

            ## Goals

            | goal | what it does | default phase | needs a project |
            | --- | --- | --- | --- |
            """;

    /** A parameter as users see it: goals whose parameters are equal share one row. */
    private record Row(String property, String name, String type, String defaultValue, String description) {
        boolean skipsOneGoal() {
            return property.matches("mnist\\.\\w+\\.skip");
        }
    }

    private GoalsDocument() {}

    static String of(PluginDescriptor plugin) {
        List<MojoDescriptor> goals = plugin.getMojos().stream()
                .sorted(Comparator.comparing(MojoDescriptor::getGoal))
                .toList();
        StringBuilder text = new StringBuilder(HEAD);
        goals.forEach(goal -> text.append(goalRow(goal)));
        text.append("\n## Parameters\n");
        groups(goals).forEach((owners, rows) -> text.append(section(owners, rows)));
        text.append("\n### To skip a goal\n\n| property | in a POM |\n| --- | --- |\n");
        goals.forEach(goal -> parameters(goal).stream()
                .map(parameter -> row(goal, parameter))
                .filter(Row::skipsOneGoal)
                .forEach(row -> text.append("| " + code(row.property()) + " | " + code(row.name()) + " |\n")));
        return text.toString();
    }

    private static String goalRow(MojoDescriptor goal) {
        String phase = goal.getPhase() == null ? "" : code(goal.getPhase());
        return "| `mnist:" + goal.getGoal() + "` | " + cell(goal.getDescription()) + " | " + phase + " | "
                + (goal.isProjectRequired() ? "yes" : "no") + " |\n";
    }

    /** The parameters by the goals that have them, those of most goals first. */
    private static SortedMap<List<String>, Set<Row>> groups(List<MojoDescriptor> goals) {
        Comparator<Row> byProperty = Comparator.comparing(Row::property).thenComparing(Row::name);
        TreeMap<Row, List<String>> owners = new TreeMap<>(byProperty
                .thenComparing(Row::description)
                .thenComparing(Row::defaultValue)
                .thenComparing(Row::type));
        for (MojoDescriptor goal : goals) {
            for (Parameter parameter : parameters(goal)) {
                owners.computeIfAbsent(row(goal, parameter), row -> new ArrayList<>())
                        .add(goal.getGoal());
            }
        }
        owners.keySet().removeIf(Row::skipsOneGoal);
        Comparator<List<String>> mostGoals = Comparator.comparing((List<String> names) -> -names.size());
        TreeMap<List<String>, Set<Row>> groups = new TreeMap<>(mostGoals.thenComparing(Object::toString));
        owners.forEach((row, names) -> groups.computeIfAbsent(names, absent -> new TreeSet<>(byProperty))
                .add(row));
        return groups;
    }

    private static List<Parameter> parameters(MojoDescriptor goal) {
        List<Parameter> all = Objects.requireNonNullElse(goal.getParameters(), List.of());
        return all.stream().filter(Parameter::isEditable).toList();
    }

    private static Row row(MojoDescriptor goal, Parameter parameter) {
        var configured = goal.getMojoConfiguration().getChild(parameter.getName(), false);
        String property = configured == null ? "" : configured.getValue("");
        String defaultValue = configured == null ? "" : configured.getAttribute("default-value", "");
        return new Row(
                property.replaceAll("[${}]", ""),
                parameter.getName(),
                parameter.getType().replaceAll(".*\\.", ""),
                defaultValue,
                cell(parameter.getDescription()));
    }

    private static String section(Collection<String> owners, Collection<Row> rows) {
        String title = owners.size() == 1
                ? "Of `mnist:" + owners.iterator().next() + "` alone"
                : "Of " + owners.size() + " goals\n\n"
                        + owners.stream().map(GoalsDocument::code).collect(Collectors.joining(", "));
        return "\n### " + title
                + "\n\n| property | in a POM | type | default | meaning |\n| --- | --- | --- | --- | --- |\n"
                + rows.stream().map(GoalsDocument::line).collect(Collectors.joining());
    }

    private static String line(Row row) {
        return "| " + code(row.property()) + " | " + code(row.name()) + " | " + row.type() + " | "
                + code(row.defaultValue()) + " | " + row.description() + " |\n";
    }

    private static String code(String text) {
        return text.isEmpty() ? "" : "`" + text + "`";
    }

    /** A description as one line of a table, in which what looks like an element stays text. */
    private static String cell(String description) {
        return description.replaceAll("\\s+", " ").strip().replace("<", "&lt;").replace("|", "\\|");
    }
}
