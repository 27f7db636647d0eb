package io.github.mnistlab.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mnistlab.data.DatasetSpec;
import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.Sha256;
import io.github.mnistlab.data.file.DataFiles;
import io.github.mnistlab.data.file.DatasetFiles;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.experiment.JudgedModel;
import io.github.mnistlab.experiment.Reproducibility;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.experiment.Variant;
import io.github.mnistlab.json.CanonicalJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What determines a run's bits, and nothing else: not names, descriptions, gates, other runs, or where files lie. Two runs
 * of one identity give the same parameters.
 *
 * @param parts the run's seed, resolved specification, data and computation, by the names that the experiment file has for
 *     them; those of the run whose weights it starts from are under {@code startFrom}
 */
public record RunIdentity(@JsonValue JsonNode parts) {
    /** What a data set's specification says of its rows. */
    private static final List<String> ROWS = List.of("training", "test", "seed", "imbalance");

    /** What of that decides which rows are tested on. */
    private static final List<String> TEST_ROWS = List.of("test", "seed");

    /** A digest, of which the first eight digits are shown. */
    private static final Pattern DIGEST =
            Pattern.compile("^(" + DisclosedVariables.DIGEST + ")?([0-9a-f]{8})[0-9a-f]{56}$");

    /** As read from a file. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RunIdentity {}

    /**
     * The identity of each run of an experiment that is to be run.
     *
     * @param files the data set of each specification in the plan
     * @param judged the model of each run that judges one
     */
    public static Map<RunId, RunIdentity> of(
            Plan plan,
            Map<RunSpec, ? extends DataFiles> files,
            Map<RunId, JudgedFile> judged,
            Computation computation) {
        Map<RunId, String> models = new HashMap<>();
        judged.forEach((run, file) -> models.put(run, file.sha256()));
        return of(plan, run -> files.get(run.spec()).digests(), models, computation);
    }

    /**
     * The identity of each run of an experiment that was run.
     *
     * @param data the data set of each variant, by its name
     * @param models the digest of the model of each run that judged one; a run that is not among them has no identity
     * @throws IllegalArgumentException if the variants are not those of an experiment, or one has no data
     */
    public static Map<RunId, RunIdentity> of(
            List<Variant> variants,
            Map<String, DatasetFiles.Digests> data,
            Map<RunId, String> models,
            Computation computation) {
        Plan plan = Plan.of(new ExperimentSpec(
                "stored", "", List.of(), Reproducibility.FAST, variants, Optional.empty(), false, List.of()));
        for (Variant variant : variants) {
            if (!data.containsKey(variant.name())) {
                throw new IllegalArgumentException("variant " + variant.name() + " has no data");
            }
        }
        return of(plan, run -> data.get(run.id().variant()), models, computation);
    }

    /**
     * The identity of a run that a file tells of.
     *
     * @param key what the file says is the run's
     * @throws IllegalArgumentException if there is no such run, or it has another key
     */
    public static RunIdentity require(Map<RunId, RunIdentity> identities, RunId run, String key) {
        RunIdentity identity = identities.get(run);
        if (identity == null || !identity.key().equals(key)) {
            throw new IllegalArgumentException("the key of " + run + " is not that of its specification");
        }
        return identity;
    }

    private static Map<RunId, RunIdentity> of(
            Plan plan,
            Function<PlannedRun, DatasetFiles.Digests> data,
            Map<RunId, String> models,
            Computation computation) {
        // The runs of a variant differ in the seed alone: what else they are made of they have in common.
        Map<RunSpec, ObjectNode> ofSpec = new HashMap<>();
        Map<DatasetFiles.Digests, JsonNode> ofData = new HashMap<>();
        JsonNode computed = CanonicalJson.tree(computation.withJudging(null).withOnnxRuntime(null));
        JsonNode joined = CanonicalJson.tree(computation);
        Map<RunId, RunIdentity> identities = new HashMap<>();
        for (PlannedRun run : plan.runs()) {
            ObjectNode parts = copy(ofSpec.computeIfAbsent(run.spec(), RunIdentity::tree));
            parts.set("data", ofData.computeIfAbsent(data.apply(run), CanonicalJson::tree));
            if (run.spec().judged().isPresent()) {
                if (models.containsKey(run.id())) {
                    parts.set("model", withFile(parts.get("model"), models.get(run.id())));
                    parts.set("computation", judging(run.spec(), computation));
                    identities.put(run.id(), new RunIdentity(parts));
                }
                continue;
            }
            if (run.spec().ensemble().isPresent()) {
                List<RunId> members = plan.membersOf(run);
                if (identities.keySet().containsAll(members)) {
                    // Which runs they are, and not what their variants are called.
                    ArrayNode of = parts.putArray("ensemble");
                    members.forEach(member -> of.add(withoutComputation(identities.get(member))));
                    parts.set("computation", joined);
                    identities.put(run.id(), new RunIdentity(parts));
                }
                continue;
            }
            parts.put("seed", run.id().seed());
            parts.set("computation", computed);
            if (run.parent() != null) {
                // A parent stands before its children in a plan; what computes is the same for both.
                parts.set("startFrom", withoutComputation(identities.get(run.parent())));
            }
            identities.put(run.id(), new RunIdentity(parts));
        }
        return identities;
    }

    private static ObjectNode judging(RunSpec spec, Computation computation) {
        ObjectNode judging = JsonNodeFactory.instance.objectNode().put("code", computation.judging());
        return spec.judged()
                        .filter(run -> run.model() instanceof JudgedModel.Onnx)
                        .isPresent()
                ? judging.put("onnxRuntime", computation.onnxRuntime())
                : judging;
    }

    /** Where a model lies changes no bit; what it is does, and so the seed has no part in it beside. */
    private static ObjectNode withFile(JsonNode model, String digest) {
        return copy(model).put("file", digest);
    }

    private static ObjectNode tree(RunSpec spec) {
        ObjectNode tree = (ObjectNode) CanonicalJson.tree(spec);
        // Where images come from changes no bit; what they are is under "data".
        tree.withObjectProperty("dataset").retain(spec.trained().isPresent() ? ROWS : TEST_ROWS);
        return tree;
    }

    private static ObjectNode copy(JsonNode parts) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        copy.setAll((ObjectNode) parts);
        return copy;
    }

    private static ObjectNode withoutComputation(RunIdentity identity) {
        ObjectNode rest = copy(identity.parts);
        rest.remove("computation");
        return rest;
    }

    /** The same runs but for the code and the kernels that compute them. */
    public static Map<RunId, RunIdentity> withoutComputation(Map<RunId, RunIdentity> identities) {
        Map<RunId, RunIdentity> rest = new HashMap<>();
        identities.forEach((run, identity) -> rest.put(run, new RunIdentity(withoutComputation(identity))));
        return rest;
    }

    /** The network that was trained, of so many features, if this is of a form that this code knows. */
    Optional<Network> network(int features) {
        JsonNode hidden = parts.at("/model/hidden");
        JsonNode batchSize = parts.at("/training/batchSize");
        if (!hidden.isArray() || !batchSize.canConvertToInt()) {
            return Optional.empty();
        }
        List<Integer> units = new ArrayList<>();
        hidden.forEach(layer -> units.add(layer.asInt()));
        return Optional.of(new Network(units, batchSize.asInt(), features));
    }

    /** How many features a row has, where images are of another form than MNIST's; of a table's columns it is not told. */
    int features() {
        JsonNode shape = parts.at("/data/shape");
        return shape.isObject()
                ? shape.path("height").asInt()
                        * shape.path("width").asInt()
                        * shape.path("channels").asInt()
                : ImageShape.MNIST_PIXELS;
    }

    /** Whether its data are a table, whose columns are not told here. */
    boolean isOfTable() {
        return parts.path("preparation").isObject();
    }

    /** The digests of its data. */
    JsonNode data() {
        return parts.path("data");
    }

    /** How many classes the data set has. */
    int classes() {
        return parts.at("/data/classes").asInt(DatasetSpec.DIGITS);
    }

    /** SHA-256 of all parts: the key under which a result is found again. */
    public String key() {
        return Sha256.of(CanonicalJson.write(parts));
    }

    /**
     * What is different, for people.
     *
     * @param before another run, or the same at an earlier time
     * @return such as {@code training.epochs: 10 -> 12}, in alphabetical order; empty if the two are one
     */
    public List<String> differencesFrom(RunIdentity before) {
        return differences(before.parts, parts);
    }

    /** What is different between two JSON values, as {@link #differencesFrom} says it. */
    public static List<String> differences(JsonNode before, JsonNode after) {
        List<String> differences = new ArrayList<>();
        collect("", before, after, differences);
        return differences;
    }

    private static void collect(String path, JsonNode before, JsonNode after, List<String> differences) {
        if (isObject(before) && isObject(after)) {
            for (String discriminator : RunSpec.DISCRIMINATORS) {
                if (before.has(discriminator) && !same(before.get(discriminator), after.get(discriminator))) {
                    collect(
                            join(path, discriminator),
                            before.get(discriminator),
                            after.get(discriminator),
                            differences);
                    return;
                }
            }
            Set<String> names = new TreeSet<>();
            before.fieldNames().forEachRemaining(names::add);
            after.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> collect(join(path, name), before.get(name), after.get(name), differences));
        } else if (!same(before, after)) {
            differences.add(path + ": " + show(before) + " -> " + show(after));
        }
    }

    private static boolean isObject(JsonNode node) {
        return node != null && node.isObject();
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static boolean same(JsonNode before, JsonNode after) {
        if (isNothing(before) || isNothing(after)) {
            return isNothing(before) && isNothing(after);
        }
        return CanonicalJson.write(before).equals(CanonicalJson.write(after));
    }

    private static boolean isNothing(JsonNode node) {
        return node == null || node.isNull();
    }

    private static String show(JsonNode node) {
        if (isNothing(node)) {
            return "none";
        }
        boolean isLine = node.isTextual() && node.textValue().codePoints().noneMatch(Character::isISOControl);
        // In JSON a line's end is an escape, so that what follows cannot pass for a line of its own.
        String text = isLine ? node.textValue() : CanonicalJson.write(node);
        return DIGEST.matcher(text).replaceFirst("$1$2");
    }
}
