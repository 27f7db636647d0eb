package io.github.mnistlab.experiment.file;

import io.github.mnistlab.experiment.file.FieldType.Choice;
import io.github.mnistlab.experiment.file.FieldType.Field;
import io.github.mnistlab.experiment.file.FieldType.Group;
import io.github.mnistlab.experiment.file.FieldType.Kinds;
import io.github.mnistlab.experiment.file.FieldType.OneOf;
import io.github.mnistlab.experiment.file.FieldType.Partial;
import io.github.mnistlab.experiment.file.FieldType.Presence;
import io.github.mnistlab.experiment.file.FieldType.Shared;
import io.github.mnistlab.experiment.file.FieldType.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Every field that a variant may override, by its path, such as {@code dataset.imbalance.ratio}, and what may be laid
 * over it. A field that several kinds of a mapping have may be whatever any of them lets it be.
 */
final class FieldPaths {
    /** What divides the names of a path; no field's name has one. */
    static final String SEPARATOR = ".";

    private final Map<String, FieldType> types = new LinkedHashMap<>();
    private final Map<String, String> descriptions = new LinkedHashMap<>();

    private FieldPaths() {}

    /** All paths into a group. */
    static FieldPaths of(Group group) {
        FieldPaths paths = new FieldPaths();
        paths.collect("", group);
        return paths;
    }

    private void collect(String prefix, FieldType type) {
        if (type instanceof Group group) {
            for (Field field : group.fields()) {
                add(prefix + field.name(), override(field), field.description());
                collect(prefix + field.name() + SEPARATOR, field.type());
            }
        } else if (type instanceof Kinds kinds) {
            add(prefix + kinds.discriminator(), new Choice(kinds.names()), kinds.description());
            kinds.kinds().values().forEach(group -> collect(prefix, group));
        }
    }

    /** Of a mapping, a part; and nothing, where that takes away what the base gives. */
    private static FieldType override(Field field) {
        boolean nullable = field.presence() == Presence.NULLABLE;
        boolean hasParts = field.type() instanceof Group || field.type() instanceof Kinds;
        return nullable || hasParts ? new Partial(field.type(), nullable) : field.type();
    }

    private void add(String path, FieldType type, String description) {
        types.merge(path, type, FieldPaths::either);
        descriptions.putIfAbsent(path, description);
    }

    private static FieldType either(FieldType one, FieldType other) {
        if (one.equals(other)) {
            return one;
        }
        boolean nullable = isNullable(one) || isNullable(other);
        Set<FieldType> forms = new LinkedHashSet<>(forms(one));
        forms.addAll(forms(other));
        FieldType either = new OneOf(List.copyOf(forms));
        return nullable ? new Partial(either, true) : either;
    }

    private static boolean isNullable(FieldType type) {
        return type instanceof Partial part && part.orNothing();
    }

    private static List<FieldType> forms(FieldType type) {
        if (type instanceof Partial part) {
            return forms(part.whole());
        }
        return type instanceof OneOf oneOf ? oneOf.forms() : List.of(type);
    }

    /**
     * A group of optional fields, one for each path.
     *
     * @param except paths that are left out
     * @param each what a field may be, from what may be laid over the path
     */
    Group group(Set<String> except, UnaryOperator<FieldType> each) {
        List<Field> fields = new ArrayList<>();
        types.forEach((path, type) -> {
            if (!except.contains(path)) {
                FieldType shared = new Shared(path, type);
                fields.add(Field.optional(path, each.apply(shared), descriptions.get(path)));
            }
        });
        return new Group(fields);
    }

    /** A value, or the name that was given to one. */
    static FieldType orName(FieldType value, Text name) {
        return new OneOf(List.of(value, name));
    }
}
