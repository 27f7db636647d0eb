package io.github.mnistlab.experiment.file;

import io.github.mnistlab.experiment.file.Group.Field;
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
    private final Map<String, Field> fields = new LinkedHashMap<>();

    /** All paths into a group. */
    FieldPaths(Group group) {
        group.fieldsBelow("").forEach(field -> fields.merge(field.name(), field, FieldPaths::either));
    }

    private static Field either(Field one, Field other) {
        return Field.optional(one.name(), either(one.type(), other.type()), one.description());
    }

    private static FieldType either(FieldType one, FieldType other) {
        if (one.equals(other)) {
            return one;
        }
        Set<FieldType> forms = new LinkedHashSet<>(one.forms());
        forms.addAll(other.forms());
        FieldType either = new OneOf(List.copyOf(forms));
        return one.orNothing() || other.orNothing() ? new Partial(either, true) : either;
    }

    /**
     * A group of optional fields, one for each path; what each of them is about, its values say.
     *
     * @param except paths that are left out
     * @param each what a field may be, from what may be laid over the path
     */
    Group group(Set<String> except, UnaryOperator<FieldType> each) {
        return new Group(fields.values().stream()
                .filter(field -> !except.contains(field.name()))
                .map(field -> Field.optional(
                        field.name(), each.apply(new Shared(field.name(), field.description(), field.type())), ""))
                .toList());
    }
}
