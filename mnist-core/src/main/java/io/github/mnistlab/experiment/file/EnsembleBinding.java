package io.github.mnistlab.experiment.file;

import static io.github.mnistlab.experiment.file.contract.EnsembleContract.NAME;
import static io.github.mnistlab.experiment.file.contract.EnsembleContract.OF;

import io.github.mnistlab.data.DatasetSpec;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.experiment.file.contract.EnsembleContract;
import io.github.mnistlab.experiment.file.type.Check;
import io.github.mnistlab.experiment.file.yaml.Problems;
import io.github.mnistlab.experiment.file.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An ensemble of an experiment file, put together from the variants that it joins.
 *
 * @param name its own
 * @param mapping what the file says of it
 * @param variants all there are
 */
record EnsembleBinding(String name, YamlNode.Mapping mapping, Variants variants, Problems problems) {
    /** The same variants, where ensembles have what they join, or no specification if something is wrong with it. */
    static Variants bind(Variants variants, Problems problems) {
        Map<String, Variants.Resolved> bound = new LinkedHashMap<>();
        for (Variants.Resolved variant : variants.all()) {
            if (EnsembleContract.isEnsemble(variant.tree())) {
                Optional<Variants.Complete> complete =
                        new EnsembleBinding(variant.name(), variant.tree(), variants, problems).complete();
                bound.put(variant.name(), variant.with(complete));
            }
        }
        return variants.with(bound);
    }

    private Optional<Variants.Complete> complete() {
        for (YamlNode.Entry part : mapping.entries()) {
            String field = part.key().text();
            if (!field.equals(NAME)) {
                problems.addUnreported(
                        part.key(),
                        Check.path(Check.path("variants", name), field)
                                + ": an ensemble joins models that others have trained, and has no settings of its own; take"
                                + " this out");
            }
        }
        Optional<YamlNode.Mapping> ensemble =
                mapping.get(NAME).filter(YamlNode.Mapping.class::isInstance).map(YamlNode.Mapping.class::cast);
        if (ensemble.isPresent() && ensemble.get().get(OF).isEmpty()) {
            problems.addUnreported(ensemble.get(), path() + ": is missing; name a variant, or a list of variants");
        }
        List<YamlNode.Scalar> names = ensemble.flatMap(group -> group.get(OF))
                .map(EnsembleBinding::names)
                .orElse(List.of());
        List<Variants.Complete> members = new ArrayList<>();
        for (YamlNode.Scalar member : names) {
            member(member).ifPresent(members::add);
        }
        // One that is named twice is reported as such.
        boolean whole = !names.isEmpty()
                && members.size() == names.size()
                && names.stream().map(YamlNode.Scalar::text).distinct().count() == names.size();
        return whole ? joined(names, members) : Optional.empty();
    }

    private String path() {
        return Check.path("variants", name) + "." + NAME + "." + OF;
    }

    private static List<YamlNode.Scalar> names(YamlNode of) {
        List<YamlNode> nodes = of instanceof YamlNode.Sequence list ? list.items() : List.of(of);
        return nodes.stream()
                .filter(YamlNode.Scalar.class::isInstance)
                .map(YamlNode.Scalar.class::cast)
                .toList();
    }

    private Optional<Variants.Complete> member(YamlNode.Scalar place) {
        Optional<Variants.Resolved> member = variants.get(place.text());
        if (member.isEmpty()) {
            variants.reportUnknown(place, path(), variants.names(), problems);
            return Optional.empty();
        }
        if (EnsembleContract.isEnsemble(member.get().tree())) {
            problems.addUnreported(
                    place,
                    path() + ": " + member.get().label() + " is an ensemble itself; name the variants that it joins");
            return Optional.empty();
        }
        boolean classesAlone = member.get()
                .complete()
                .flatMap(complete -> complete.spec().judged())
                .filter(judged -> judged.model().givesClassesAlone())
                .isPresent();
        if (classesAlone) {
            problems.addUnreported(
                    place,
                    path() + ": " + member.get().label()
                            + " has values: labels, the predicted classes alone, of which there is no mean");
            return Optional.empty();
        }
        return member.get().complete();
    }

    private Optional<Variants.Complete> joined(List<YamlNode.Scalar> names, List<Variants.Complete> members) {
        DatasetSpec dataset = members.get(0).spec().dataset();
        for (int i = 1; i < members.size(); i++) {
            if (!TestSets.areAlike(dataset, members.get(i).spec().dataset())) {
                problems.addUnreported(
                        names.get(i),
                        path() + ": " + YamlNode.shown(names.get(0).text()) + " and "
                                + YamlNode.shown(names.get(i).text())
                                + " are tested on different rows, so that their probabilities have no mean");
                return Optional.empty();
            }
        }
        RunSpec.Ensemble spec = new RunSpec.Ensemble(
                dataset, names.stream().map(YamlNode.Scalar::text).toList());
        List<Long> seeds = seeds(members);
        if (seeds.isEmpty()) {
            problems.addUnreported(
                    mapping, path() + ": these variants have no seed in common; give them the same seeds");
            return Optional.empty();
        }
        if (spec.isOfSeeds() && seeds.size() == 1) {
            problems.addUnreported(
                    names.get(0),
                    path() + ": " + YamlNode.shown(names.get(0).text())
                            + " is one model, and so would be its mean; give it more seeds, or name several variants");
            return Optional.empty();
        }
        return Optional.of(new Variants.Complete(spec.isOneModel() ? seeds.subList(0, 1) : seeds, spec));
    }

    /** Those that all members have, but for members that are one model whatever the seed. */
    private static List<Long> seeds(List<Variants.Complete> members) {
        List<Variants.Complete> recipes =
                members.stream().filter(member -> !member.spec().isOneModel()).toList();
        List<Long> seeds =
                new ArrayList<>((recipes.isEmpty() ? members : recipes).get(0).seeds());
        recipes.forEach(member -> seeds.retainAll(member.seeds()));
        return seeds;
    }
}
