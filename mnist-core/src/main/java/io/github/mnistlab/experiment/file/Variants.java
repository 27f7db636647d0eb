package io.github.mnistlab.experiment.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mnistlab.evaluate.NearestName;
import io.github.mnistlab.experiment.JudgedModel;
import io.github.mnistlab.experiment.Matrix;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.experiment.file.contract.EnsembleContract;
import io.github.mnistlab.experiment.file.contract.ExperimentContract;
import io.github.mnistlab.experiment.file.contract.JudgedContract;
import io.github.mnistlab.experiment.file.contract.RunContract;
import io.github.mnistlab.experiment.file.type.Check;
import io.github.mnistlab.experiment.file.type.Group.Field;
import io.github.mnistlab.experiment.file.type.Partial;
import io.github.mnistlab.experiment.file.yaml.Problems;
import io.github.mnistlab.experiment.file.yaml.YamlNode;
import io.github.mnistlab.json.ExperimentJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/** The variants of a file, each laid over the base; those that are faulty are here too, without a specification. */
final class Variants {
    /** More names than one reads. */
    private static final int MANY = 20;

    private final Map<String, Resolved> byName;
    private final List<Matrix.Axis> axes;
    private final boolean complete;

    private Variants(Map<String, Resolved> byName, List<Matrix.Axis> axes, boolean complete) {
        this.byName = byName;
        this.axes = axes;
        this.complete = complete;
    }

    /**
     * One variant.
     *
     * @param key where it is named
     * @param startFrom the node that names its parent, if it is a text
     * @param tree the base with the variant's overrides laid over it
     * @param complete seeds and specification; empty if something is wrong with them
     * @param coordinates where it is in the matrix; empty if it was written by hand
     */
    record Resolved(
            YamlNode.Key key,
            Optional<YamlNode.Scalar> startFrom,
            YamlNode.Mapping tree,
            Optional<Complete> complete,
            Map<String, String> coordinates) {
        String name() {
            return key.text();
        }

        /** The name in a message. */
        String label() {
            return YamlNode.shown(name());
        }

        Optional<String> parent() {
            return startFrom.map(YamlNode.Scalar::text);
        }

        /** The same once it is known what it comes to. */
        Resolved with(Optional<Complete> known) {
            return new Resolved(key, startFrom, tree, known, coordinates);
        }

        /** What is trained, if it is and nothing is wrong with it. */
        Optional<RunSpec.Trained> trained() {
            return complete.map(Complete::spec).flatMap(RunSpec::trained);
        }

        /** The node at a path of field names, or the nearest one above it that exists. */
        YamlNode nearest(String... path) {
            YamlNode node = tree;
            for (String name : path) {
                Optional<YamlNode> child =
                        node instanceof YamlNode.Mapping mapping ? mapping.get(name) : Optional.empty();
                if (child.isEmpty()) {
                    return node;
                }
                node = child.get();
            }
            return node;
        }
    }

    /** What a faultless variant comes to. */
    record Complete(List<Long> seeds, RunSpec spec) {}

    List<Resolved> all() {
        return List.copyOf(byName.values());
    }

    Optional<Resolved> get(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The same with some replaced. */
    Variants with(Map<String, Resolved> others) {
        Map<String, Resolved> all = new LinkedHashMap<>(byName);
        all.putAll(others);
        return new Variants(all, axes, complete);
    }

    Set<String> names() {
        return byName.keySet();
    }

    /** What the variants of the matrix are spread out along; empty if there is no matrix. */
    List<Matrix.Axis> axes() {
        return axes;
    }

    /** Whether all that there are are here: a matrix that cannot be read may have any. */
    boolean isComplete() {
        return complete;
    }

    /** Reports a name that no variant has, unless there may be one that cannot be read. */
    void reportUnknown(YamlNode.Scalar place, String path, Collection<String> names, Problems problems) {
        if (!complete) {
            return;
        }
        List<String> all = names.stream().map(YamlNode::shown).toList();
        String some = String.join(", ", all.subList(0, Math.min(MANY, all.size())))
                + (all.size() > MANY ? ", … of " + all.size() : "");
        problems.addUnreported(
                place,
                path + ": there is no variant " + YamlNode.quote(place.text()) + NearestName.hint(place.text(), all)
                        + (all.isEmpty() ? "" : " (variants: " + some + ")"));
    }

    /**
     * Lays each variant over the base and reports what is wrong only then, such as a setting that the resulting
     * optimizer does not have.
     */
    static Variants resolve(YamlNode.Mapping root, ClassFinder classes, Problems problems) {
        Set<String> faultyInBase = new LinkedHashSet<>();
        List<YamlNode.Entry> base = new ArrayList<>();
        for (Field field : RunContract.RUN.fields()) {
            Optional<YamlNode.Entry> entry = root.entry(field.name());
            entry.ifPresent(base::add);
            if (entry.isEmpty()
                    ? field.presence() == Field.Presence.REQUIRED
                    : isFaulty(field, entry.get().value())) {
                faultyInBase.add(field.name());
            }
        }
        YamlNode.Mapping baseTree = new YamlNode.Mapping(root.line(), root.column(), base);
        Map<String, Resolved> byName = new LinkedHashMap<>();
        for (YamlNode.Entry entry : overrides(root)) {
            if (EnsembleContract.isEnsemble(entry.value())) {
                byName.put(entry.key().text(), unresolved(entry));
            } else {
                byName.put(
                        entry.key().text(),
                        new Resolver(entry, Map.of(), baseTree, faultyInBase, classes, problems).resolve());
            }
        }
        Optional<YamlNode.Entry> matrix = root.entry("matrix");
        Optional<MatrixCells> cells = matrix.flatMap(entry -> MatrixCells.of(entry, problems));
        for (MatrixCells.Generated cell : cells.map(MatrixCells::generated).orElse(List.of())) {
            YamlNode.Entry entry = cell.entry();
            Resolved resolved =
                    new Resolver(entry, cell.coordinates(), baseTree, faultyInBase, classes, problems).resolve();
            Resolved other = byName.putIfAbsent(entry.key().text(), resolved);
            if (other != null && other.coordinates().isEmpty()) {
                problems.addUnreported(
                        other.key(),
                        "variants: the matrix makes a variant of the name " + YamlNode.quote(other.name())
                                + " too; choose another");
            }
        }
        checkBase(base, byName.values(), problems);
        return new Variants(
                byName, cells.map(MatrixCells::axes).orElse(List.of()), matrix.isPresent() == cells.isPresent());
    }

    /** An ensemble, whose members may not be known yet. */
    private static Resolved unresolved(YamlNode.Entry entry) {
        return new Resolved(
                entry.key(), Optional.empty(), (YamlNode.Mapping) entry.value(), Optional.empty(), Map.of());
    }

    /** What the base says of training is for some variant to use. */
    private static void checkBase(List<YamlNode.Entry> base, Collection<Resolved> variants, Problems problems) {
        if (variants.isEmpty() || !variants.stream().allMatch(variant -> JudgedContract.isJudged(variant.tree()))) {
            return;
        }
        YamlNode.Mapping tree = variants.iterator().next().tree();
        base.stream()
                .map(YamlNode.Entry::key)
                .filter(key -> JudgedContract.ABOUT_TRAINING.contains(key.text()))
                .forEach(key -> problems.addUnreported(key, key.text() + ": " + JudgedContract.notTrained(tree)));
    }

    private static List<YamlNode.Entry> overrides(YamlNode.Mapping root) {
        Optional<YamlNode> variants = root.get("variants");
        if (variants.isEmpty() && root.get("matrix").isPresent()) {
            return List.of();
        }
        if (variants.isEmpty()) {
            YamlNode nothing = new YamlNode.Mapping(root.line(), root.column(), List.of());
            YamlNode.Key key = new YamlNode.Key(root.line(), root.column(), ExperimentContract.DEFAULT_VARIANT);
            return List.of(new YamlNode.Entry(key, nothing));
        }
        return variants.get() instanceof YamlNode.Mapping mapping ? mapping.entries() : List.of();
    }

    private static boolean isFaulty(Field field, YamlNode value) {
        if (value.isNull() && field.presence() == Field.Presence.NULLABLE) {
            return false;
        }
        Problems scratch = new Problems("");
        field.type().check(value, new Check("", scratch));
        return !scratch.isEmpty() || value.holdsRefused();
    }

    /** Resolves one variant. */
    private record Resolver(
            YamlNode.Entry entry,
            Map<String, String> coordinates,
            YamlNode.Mapping base,
            Set<String> faultyInBase,
            ClassFinder classes,
            Problems problems) {

        Resolved resolve() {
            YamlNode.Mapping override = entry.value() instanceof YamlNode.Mapping mapping
                    ? mapping
                    : new YamlNode.Mapping(entry.value().line(), entry.value().column(), List.of());
            YamlNode.Mapping parts = new YamlNode.Mapping(
                    override.line(),
                    override.column(),
                    override.entries().stream()
                            .filter(part ->
                                    RunContract.RUN.names().contains(part.key().text()))
                            .toList());
            YamlNode.Mapping tree = (YamlNode.Mapping) RunContract.RUN.merge(base, parts);
            boolean faulty = !faultyInBase.isEmpty();
            for (YamlNode.Entry part : parts.entries()) {
                faulty |= isFaultyPart(part, tree);
            }
            if (JudgedContract.isJudged(tree)) {
                checkJudged(parts, tree);
            }
            return new Resolved(
                    entry.key(),
                    override.text("startFrom"),
                    tree,
                    faulty ? Optional.empty() : complete(tree),
                    coordinates);
        }

        /** An override that is wrong by itself is reported already; one that is wrong over this base is reported here. */
        private boolean isFaultyPart(YamlNode.Entry part, YamlNode.Mapping tree) {
            Field field = RunContract.RUN.field(part.key().text()).orElseThrow();
            Problems alone = new Problems(problems.file());
            new Partial(field.type(), field.presence() == Field.Presence.NULLABLE)
                    .check(part.value(), new Check(Check.path(path(), field.name()), alone));
            // Of a part that was put together from several places, not all is reported.
            problems.addUnreported(alone);
            boolean faulty = !alone.isEmpty() || part.value().holdsRefused();
            if (!faulty && !faultyInBase.contains(field.name())) {
                Problems merged = new Problems(problems.file());
                field.check(tree, new Check(path(), merged));
                problems.addUnreported(merged);
                faulty = !merged.isEmpty();
            }
            return faulty;
        }

        /** What is about training is no part of a model that was made elsewhere. */
        private void checkJudged(YamlNode.Mapping parts, YamlNode.Mapping tree) {
            for (YamlNode.Entry part : parts.entries()) {
                String name = part.key().text();
                if (JudgedContract.ABOUT_TRAINING.contains(name)) {
                    problems.addUnreported(
                            part.key(), Check.path(path(), name) + ": " + JudgedContract.notTrained(tree));
                }
                if (name.equals("seeds") && JudgedContract.isOneModel(tree) && severalSeeds(part.value())) {
                    problems.addUnreported(
                            part.key(),
                            Check.path(path(), name) + ": several seeds need a file for each, but model.file has no "
                                    + JudgedModel.SEED + "; write it where the seed stands in the files' names");
                }
            }
        }

        private static boolean severalSeeds(YamlNode value) {
            return value instanceof YamlNode.Sequence list
                    ? list.items().size() > 1
                    : value instanceof YamlNode.Scalar scalar
                            && scalar.number()
                                    .filter(count -> count.compareTo(BigDecimal.ONE) > 0)
                                    .isPresent();
        }

        private String path() {
            String name = entry.key().text();
            return coordinates.isEmpty() ? Check.path("variants", name) : "matrix[" + name + "]";
        }

        private Optional<Complete> complete(YamlNode.Mapping tree) {
            ObjectNode json = (ObjectNode) RunContract.RUN.fill(tree);
            if (JudgedContract.isJudged(tree)) {
                json.remove(JudgedContract.ABOUT_TRAINING);
            }
            Problems keys = new Problems(problems.file());
            ClassKeys.number(json, tree, classes, keys);
            if (!keys.isEmpty()) {
                problems.addUnreported(keys);
                return Optional.empty();
            }
            try {
                List<Long> seeds = seeds(json.remove("seeds"));
                RunSpec spec = ExperimentJson.MAPPER.treeToValue(json, RunSpec.class);
                return Optional.of(new Complete(spec.isOneModel() ? seeds.subList(0, 1) : seeds, spec));
            } catch (JsonProcessingException e) {
                YamlNode place = tree;
                if (e instanceof JsonMappingException mapping) {
                    for (JsonMappingException.Reference reference : mapping.getPath()) {
                        place = place instanceof YamlNode.Mapping parent && reference.getFieldName() != null
                                ? parent.get(reference.getFieldName()).orElse(place)
                                : place;
                    }
                }
                Problems refused = new Problems(problems.file());
                Throwable cause = e.getCause() == null ? e : e.getCause();
                refused.add(place, path() + ": " + (cause == e ? e.getOriginalMessage() : cause.getMessage()));
                problems.addUnreported(refused);
                return Optional.empty();
            }
        }

        private static List<Long> seeds(JsonNode json) {
            if (json.isNumber()) {
                return LongStream.rangeClosed(1, json.longValue()).boxed().toList();
            }
            List<Long> seeds = new ArrayList<>();
            json.forEach(seed -> seeds.add(seed.longValue()));
            return seeds;
        }
    }
}
