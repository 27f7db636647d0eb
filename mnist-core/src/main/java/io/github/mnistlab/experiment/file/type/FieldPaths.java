package io.github.mnistlab.experiment.file.type;

import io.github.mnistlab.experiment.file.type.Group.Field;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Every field that a variant may override, by its path. */
public final class FieldPaths {
    private final Map<String, AtPath> fields = new LinkedHashMap<>();

    /** All paths into a group. */
    public FieldPaths(Group group) {
        group.fieldsBelow("").forEach(field -> fields.merge(field.path(), field, AtPath::or));
    }

    /**
     * A group of optional fields, one for each path; what each of them is about, its values say.
     *
     * @param except paths that are left out
     * @param each what a field may be, from what may be laid over the path
     */
    public Group group(Set<String> except, UnaryOperator<FieldType> each) {
        return new Group(fields.values().stream()
                .filter(field -> !except.contains(field.path()))
                .map(field -> Field.optional(field.path(), each.apply(field), ""))
                .toList());
    }
}
