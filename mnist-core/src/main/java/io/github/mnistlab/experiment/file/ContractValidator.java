package io.github.mnistlab.experiment.file;

import io.github.mnistlab.experiment.file.FieldType.Choice;
import io.github.mnistlab.experiment.file.FieldType.ConditionalRange;
import io.github.mnistlab.experiment.file.FieldType.Field;
import io.github.mnistlab.experiment.file.FieldType.Group;
import io.github.mnistlab.experiment.file.FieldType.IntegerRange;
import io.github.mnistlab.experiment.file.FieldType.Kinds;
import io.github.mnistlab.experiment.file.FieldType.ListOf;
import io.github.mnistlab.experiment.file.FieldType.MapOf;
import io.github.mnistlab.experiment.file.FieldType.NumberRange;
import io.github.mnistlab.experiment.file.FieldType.OneOf;
import io.github.mnistlab.experiment.file.FieldType.Partial;
import io.github.mnistlab.experiment.file.FieldType.Presence;
import io.github.mnistlab.experiment.file.FieldType.Shared;
import io.github.mnistlab.experiment.file.FieldType.Text;
import io.github.mnistlab.experiment.file.FieldType.Truth;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Checks a tree against its {@link FieldType}: exactly what the generated JSON Schema checks too, but with positions and
 * with messages that help.
 */
final class ContractValidator {
    /** More names than one reads. */
    private static final int MANY = 40;

    private final Problems problems;
    /** Overrides are partial: nothing is required of them but that each field be right. */
    private final boolean partial;

    private ContractValidator(Problems problems, boolean partial) {
        this.problems = problems;
        this.partial = partial;
    }

    /** Reports every fault of a complete value. */
    static void validate(FieldType type, YamlNode node, String path, Problems problems) {
        new ContractValidator(problems, false).check(type, node, path);
    }

    private void check(FieldType type, YamlNode node, String path) {
        if (node instanceof YamlNode.Refused) {
            return;
        }
        if (type instanceof OneOf oneOf) {
            checkOneOf(oneOf, node, path);
        } else if (type instanceof ListOf list) {
            checkList(list, node, path);
        } else if (type instanceof MapOf map) {
            checkMap(map, node, path);
        } else if (type instanceof Group group) {
            asMapping(group, node, path).ifPresent(mapping -> checkGroup(group, null, mapping, path));
        } else if (type instanceof Partial part) {
            if (!part.orNothing() || !isNull(node)) {
                new ContractValidator(problems, true).check(part.whole(), node, path);
            }
        } else if (type instanceof Shared shared) {
            check(shared.type(), node, path);
        } else if (type instanceof Kinds kinds) {
            asMapping(kinds, node, path).ifPresent(mapping -> checkKinds(kinds, mapping, path));
        } else if (!(node instanceof YamlNode.Scalar scalar) || !accepts(type, scalar)) {
            refuse(type, node, path);
        }
    }

    private void refuse(FieldType type, YamlNode node, String path) {
        problems.add(
                node,
                subject(path) + "found " + node.describe() + ", but allowed is " + type.allowed() + hint(type, node));
    }

    private static String hint(FieldType type, YamlNode node) {
        if (!(node instanceof YamlNode.Scalar scalar)) {
            return "";
        }
        return Nearest.hint(scalar.text(), words(type));
    }

    private static List<String> words(FieldType type) {
        if (type instanceof Choice choice) {
            return choice.values();
        }
        if (type instanceof Partial part) {
            return words(part.whole());
        }
        if (type instanceof Shared shared) {
            return words(shared.type());
        }
        return type instanceof OneOf oneOf
                ? oneOf.forms().stream().flatMap(form -> words(form).stream()).toList()
                : List.of();
    }

    static boolean accepts(FieldType type, YamlNode.Scalar scalar) {
        if (type instanceof Partial part) {
            return (part.orNothing() && scalar.isNull()) || accepts(part.whole(), scalar);
        }
        if (type instanceof Shared shared) {
            return accepts(shared.type(), scalar);
        }
        if (type instanceof OneOf oneOf) {
            return oneOf.forms().stream().anyMatch(form -> accepts(form, scalar));
        }
        if (type instanceof Truth) {
            return scalar.truth().isPresent();
        }
        if (type instanceof IntegerRange range) {
            return scalar.number()
                    .filter(value -> value.compareTo(BigDecimal.valueOf(range.least())) >= 0
                            && value.compareTo(BigDecimal.valueOf(range.most())) <= 0
                            && value.stripTrailingZeros().scale() <= 0)
                    .isPresent();
        }
        if (type instanceof NumberRange range) {
            return scalar.number().filter(range::contains).isPresent();
        }
        if (type instanceof Choice choice) {
            return scalar.isText() && choice.values().contains(scalar.text());
        }
        return type instanceof Text text
                && scalar.isText()
                && scalar.text().codePointCount(0, scalar.text().length()) <= text.maxLength()
                && (text.pattern() == null || Pattern.matches(text.pattern(), scalar.text()));
    }

    private void checkOneOf(OneOf oneOf, YamlNode node, String path) {
        Optional<FieldType> collection = oneOf.collection(node);
        boolean accepted = node instanceof YamlNode.Scalar scalar && accepts(oneOf, scalar);
        if (collection.isPresent()) {
            check(collection.get(), node, path);
        } else if (!accepted) {
            refuse(oneOf, node, path);
        }
    }

    private void checkList(ListOf list, YamlNode node, String path) {
        if (!(node instanceof YamlNode.Sequence sequence)) {
            refuse(list, node, path);
            return;
        }
        int size = sequence.items().size();
        if (size < list.min() || size > list.max()) {
            problems.add(node, subject(path) + "found " + size + " items, but allowed is " + list.allowed());
        }
        Map<Object, Integer> seen = new HashMap<>();
        for (int i = 0; i < size; i++) {
            YamlNode item = sequence.items().get(i);
            String itemPath = path + "[" + i + "]";
            check(list.item(), item, itemPath);
            if (list.unique()) {
                Integer first = seen.putIfAbsent(item.value(), i);
                if (first != null) {
                    problems.add(
                            item,
                            subject(itemPath) + "found " + item.describe() + " a second time; it is already " + path
                                    + "[" + first + "], and allowed is " + list.allowed());
                }
            }
        }
    }

    private void checkMap(MapOf map, YamlNode node, String path) {
        Optional<YamlNode.Mapping> mapping = asMapping(map, node, path);
        if (mapping.isEmpty()) {
            return;
        }
        int size = mapping.get().entries().size();
        if (size < map.min() || size > map.max()) {
            problems.add(node, subject(path) + "found " + size + " entries, but allowed is " + map.allowed());
        }
        for (YamlNode.Entry entry : mapping.get().entries()) {
            String name = entry.key().text();
            YamlNode.Scalar key =
                    new YamlNode.Scalar(entry.key().line(), entry.key().column(), name, false);
            if (!accepts(map.key(), key)) {
                problems.add(
                        entry.key(),
                        subject(path) + "found the name " + YamlNode.quote(name) + ", but allowed is "
                                + map.key().allowed());
            }
            check(map.value(), entry.value(), child(path, name));
        }
    }

    private Optional<YamlNode.Mapping> asMapping(FieldType type, YamlNode node, String path) {
        if (node instanceof YamlNode.Mapping mapping) {
            return Optional.of(mapping);
        }
        refuse(type, node, path);
        return Optional.empty();
    }

    private void checkKinds(Kinds kinds, YamlNode.Mapping mapping, String path) {
        Optional<YamlNode> named = mapping.get(kinds.discriminator());
        if (named.isPresent()) {
            String kindPath = child(path, kinds.discriminator());
            Choice names = new Choice(kinds.names());
            int before = problems.count();
            check(names, named.get(), kindPath);
            if (problems.count() == before && named.get() instanceof YamlNode.Scalar scalar) {
                checkGroup(kinds.kinds().get(scalar.text()), kinds.discriminator(), mapping, path);
            }
        } else if (partial) {
            checkAnyKind(kinds, mapping, path);
        } else if (kinds.defaultKind() != null) {
            checkGroup(kinds.kinds().get(kinds.defaultKind()), kinds.discriminator(), mapping, path);
        } else {
            problems.add(
                    mapping,
                    subject(path) + "the field " + kinds.discriminator() + " is missing; allowed is "
                            + new Choice(kinds.names()).allowed());
        }
    }

    /** An override that does not name its kind must fit one of them; which one, only the base can tell. */
    private void checkAnyKind(Kinds kinds, YamlNode.Mapping mapping, String path) {
        Problems fewest = null;
        long fewestUnknown = Long.MAX_VALUE;
        for (Group group : kinds.kinds().values()) {
            Problems ofKind = new Problems(problems.file());
            new ContractValidator(ofKind, true).checkGroup(group, kinds.discriminator(), mapping, path);
            long unknown = mapping.entries().stream()
                    .map(entry -> entry.key().text())
                    .filter(name -> !name.equals(kinds.discriminator())
                            && !group.names().contains(name))
                    .count();
            // The kind that knows most of the fields is the one that is meant, even if it likes their values least.
            if (unknown < fewestUnknown || (unknown == fewestUnknown && ofKind.count() < fewest.count())) {
                fewest = ofKind;
                fewestUnknown = unknown;
            }
        }
        problems.addUnreported(fewest);
    }

    private void checkGroup(Group group, String discriminator, YamlNode.Mapping mapping, String path) {
        List<String> names = new ArrayList<>(group.names());
        if (discriminator != null) {
            names.add(0, discriminator);
        }
        for (YamlNode.Entry entry : mapping.entries()) {
            String name = entry.key().text();
            if (!names.contains(name)) {
                problems.add(
                        entry.key(),
                        subject(path) + "unknown field " + YamlNode.quote(name) + Nearest.hint(name, names)
                                + allowed(name, names));
            }
        }
        for (Field field : group.fields()) {
            Optional<YamlNode> value = mapping.get(field.name());
            if (value.isEmpty()) {
                if (field.presence() == Presence.REQUIRED && !partial) {
                    problems.add(
                            mapping,
                            subject(path) + "the field " + field.name() + " is missing; allowed is "
                                    + field.type().allowed());
                }
            } else if (field.presence() != Presence.NULLABLE || !isNull(value.get())) {
                check(field.type(), value.get(), child(path, field.name()));
            }
        }
        checkRules(group, mapping, path);
        group.ranges().forEach(range -> checkRange(range, mapping, path));
    }

    /** Of many names only those that begin as the wrong one does. */
    private static String allowed(String name, List<String> names) {
        String start = name.split("\\.", 2)[0];
        List<String> near = names.size() <= MANY
                ? names
                : names.stream()
                        .filter(other -> other.split("\\.", 2)[0].equals(start))
                        .toList();
        List<String> shown = near.isEmpty()
                ? names.stream().filter(other -> !other.contains(".")).toList()
                : near;
        String others = shown.size() < names.size() ? ", …" : "";
        return names.isEmpty() ? "" : " (allowed: " + String.join(", ", shown) + others + ")";
    }

    private void checkRules(Group group, YamlNode.Mapping mapping, String path) {
        if (!group.exactlyOne().isEmpty()) {
            List<YamlNode.Entry> given = mapping.entries().stream()
                    .filter(entry -> group.exactlyOne().contains(entry.key().text()))
                    .toList();
            String choices = "exactly one of " + String.join(", ", group.exactlyOne());
            if (given.isEmpty()) {
                problems.add(mapping, subject(path) + "found none, but needed is " + choices);
            } else if (given.size() > 1) {
                String found = String.join(
                        " and ", given.stream().map(entry -> entry.key().text()).toList());
                problems.add(given.get(1).key(), subject(path) + "found " + found + ", but allowed is " + choices);
            }
        }
        group.needs()
                .forEach((name, needed) -> mapping.entry(name)
                        .filter(entry -> mapping.get(needed).isEmpty())
                        .ifPresent(entry -> problems.add(
                                entry.key(),
                                subject(path) + name + " is allowed only beside " + needed + ", which is missing")));
    }

    private void checkRange(ConditionalRange rule, YamlNode.Mapping mapping, String path) {
        Optional<String> selected = mapping.get(rule.selector())
                .filter(YamlNode.Scalar.class::isInstance)
                .map(node -> ((YamlNode.Scalar) node).text())
                .filter(rule.values()::contains);
        if (selected.isEmpty()) {
            return;
        }
        for (String name : rule.fields()) {
            if (mapping.get(name).orElse(null) instanceof YamlNode.Scalar scalar
                    && scalar.number().isPresent()
                    && !rule.range().contains(scalar.number().get())) {
                BigDecimal percent = scalar.number().get().movePointLeft(2);
                problems.add(
                        scalar,
                        subject(child(path, name)) + "found " + scalar.describe() + ", but allowed for "
                                + selected.get() + " is " + rule.range().allowed()
                                + (percent.signum() > 0 && rule.range().contains(percent)
                                        ? "; did you mean " + percent.toPlainString() + "?"
                                        : ""));
            }
        }
    }

    static boolean isNull(YamlNode node) {
        return node instanceof YamlNode.Scalar scalar && scalar.isNull();
    }

    private static String subject(String path) {
        return path.isEmpty() ? "" : path + ": ";
    }

    static String child(String path, String name) {
        return path.isEmpty() ? shown(name) : path + "." + shown(name);
    }

    /** A name in a message: as it is if it is harmless there, else quoted. */
    static String shown(String name) {
        return name.matches("[A-Za-z0-9._-]{1,64}") ? name : YamlNode.quote(name);
    }
}
