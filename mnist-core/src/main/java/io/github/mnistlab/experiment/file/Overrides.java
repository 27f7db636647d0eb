package io.github.mnistlab.experiment.file;

import io.github.mnistlab.experiment.file.FieldType.Field;
import io.github.mnistlab.experiment.file.FieldType.Group;
import io.github.mnistlab.experiment.file.FieldType.Kinds;
import io.github.mnistlab.experiment.file.FieldType.MapOf;
import io.github.mnistlab.experiment.file.FieldType.OneOf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Lays a variant's part over the base: maps merge recursively; lists, scalars, and mappings whose {@code type}, {@code
 * source} or {@code method} changes, are replaced. Every node keeps the position that it was read from.
 */
final class Overrides {
    private Overrides() {}

    /** The base with the override laid over it. Either may be faulty: what cannot be merged is replaced. */
    static YamlNode merge(FieldType type, YamlNode base, YamlNode override) {
        if (!(base instanceof YamlNode.Mapping below) || !(override instanceof YamlNode.Mapping above)) {
            return override;
        }
        if (type instanceof OneOf oneOf) {
            return oneOf.collection(above)
                    .map(form -> merge(form, base, override))
                    .orElse(override);
        }
        if (type instanceof Group group) {
            return merge(below, above, (name, pair) -> mergeField(group, name, pair));
        }
        if (type instanceof MapOf map) {
            return merge(below, above, (name, pair) -> merge(map.value(), pair.get(0), pair.get(1)));
        }
        if (type instanceof Kinds kinds) {
            Optional<String> kind = kind(kinds, below);
            boolean changes = above.get(kinds.discriminator()).isPresent()
                    && !kind(kinds, above).equals(kind);
            if (changes || kind.isEmpty()) {
                return above;
            }
            Group group = kinds.kinds().get(kind.get());
            return merge(below, above, (name, pair) -> mergeField(group, name, pair));
        }
        return override;
    }

    /** The kind that a mapping names, or the default; empty if it names none that there is. */
    static Optional<String> kind(Kinds kinds, YamlNode.Mapping mapping) {
        Optional<YamlNode> named = mapping.get(kinds.discriminator());
        if (named.isEmpty()) {
            return Optional.ofNullable(kinds.defaultKind());
        }
        return named.filter(YamlNode.Scalar.class::isInstance)
                .map(node -> ((YamlNode.Scalar) node).text())
                .filter(kinds.kinds()::containsKey);
    }

    private static YamlNode mergeField(Group group, String name, List<YamlNode> pair) {
        return group.fields().stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .map(Field::type)
                .map(type -> merge(type, pair.get(0), pair.get(1)))
                .orElse(pair.get(1));
    }

    private static YamlNode merge(
            YamlNode.Mapping base, YamlNode.Mapping override, BiFunction<String, List<YamlNode>, YamlNode> mergeValue) {
        List<YamlNode.Entry> merged = new ArrayList<>();
        for (YamlNode.Entry below : base.entries()) {
            String name = below.key().text();
            merged.add(override.entry(name)
                    .map(above -> new YamlNode.Entry(
                            above.key(), mergeValue.apply(name, List.of(below.value(), above.value()))))
                    .orElse(below));
        }
        override.entries().stream()
                .filter(above -> base.entry(above.key().text()).isEmpty())
                .forEach(merged::add);
        return new YamlNode.Mapping(override.line(), override.column(), merged);
    }
}
