package io.github.mnistlab.experiment.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.DatasetSpec;
import io.github.mnistlab.data.PreparationSpec;
import io.github.mnistlab.experiment.file.yaml.Problems;
import io.github.mnistlab.experiment.file.yaml.YamlNode;
import io.github.mnistlab.json.ExperimentJson;
import java.util.List;
import java.util.Optional;

/** The names of a run's classes as its data have them, which are looked at only when a name is asked for. */
final class FoundNames {
    private static final List<String> WITH_NAMES = List.of("csv", "folder");

    private final ObjectNode run;
    private final YamlNode tree;
    private final ClassFinder finder;
    private final Problems problems;
    private boolean looked;
    private Optional<List<String>> names = Optional.empty();
    private Optional<DataException> fault = Optional.empty();

    FoundNames(ObjectNode run, YamlNode tree, ClassFinder finder, Problems problems) {
        this.run = run;
        this.tree = tree;
        this.finder = finder;
        this.problems = problems;
    }

    /** Whether the data have names, and may be looked at. */
    boolean canBe() {
        return finder.classes().isPresent()
                && WITH_NAMES.contains(run.path("dataset").path("source").asText());
    }

    /** By class; empty where they cannot be found, which is among the problems then. */
    Optional<List<String>> names() {
        Optional<List<String>> there = look();
        YamlNode place = ((YamlNode.Mapping) tree).get("dataset").orElse(tree);
        fault.ifPresent(e -> problems.addUnreported(
                place, "dataset: what its classes are called cannot be found, for " + e.getMessage()));
        return there;
    }

    /** Likewise where all are whole numbers; empty too where the data are not there, which is no problem then. */
    Optional<List<String>> numbers() {
        return look().filter(all -> all.stream().allMatch(name -> name.matches("0|[1-9]\\d*")));
    }

    private Optional<List<String>> look() {
        if (!looked) {
            looked = true;
            names = find();
        }
        return names;
    }

    private Optional<List<String>> find() {
        try {
            DatasetSpec dataset = ExperimentJson.MAPPER.treeToValue(
                    ((ObjectNode) run.get("dataset")).deepCopy().without("imbalance"), DatasetSpec.class);
            JsonNode preparation = run.path("preparation");
            return Optional.of(finder.classes()
                    .orElseThrow()
                    .of(
                            dataset,
                            preparation.isObject()
                                    ? ExperimentJson.MAPPER.treeToValue(preparation, PreparationSpec.class)
                                    : PreparationSpec.AS_IT_IS,
                            finder.folder()));
        } catch (DataException e) {
            fault = Optional.of(e);
            return Optional.empty();
        } catch (JsonProcessingException e) {
            // What is wrong with the data set or its preparation is said when the run is made of them.
            return Optional.empty();
        }
    }
}
