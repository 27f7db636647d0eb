package io.github.mnistlab.experiment.file;

import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.experiment.file.contract.ExperimentContract;
import io.github.mnistlab.experiment.file.type.Check;
import io.github.mnistlab.experiment.file.yaml.Problems;
import io.github.mnistlab.experiment.file.yaml.YamlNode;
import io.github.mnistlab.experiment.file.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads experiment files. What they may hold is in the published schema ({@link ExperimentSchema}); what a schema cannot
 * say, such as that a variant exists, is checked here too.
 */
public final class ExperimentReader {
    private ExperimentReader() {}

    /**
     * Reads, checks and completes an experiment file. Nothing that it names is opened, so that classes are called by names only
     * where the file lists these.
     *
     * @param path the file; its name without {@code .yaml} or {@code .yml} is the experiment's
     * @throws InvalidExperimentException with every fault of the file, if there is any
     * @throws IOException if the file cannot be read at all
     */
    public static ExperimentFile read(Path path) throws IOException, InvalidExperimentException {
        return read(path, path.toString(), Optional.empty());
    }

    /**
     * {@link #read(Path)}, with another name for the file in messages and in what is written of its gates.
     *
     * @param shownAs such as the path from the project's root, which tells nothing of the machine
     */
    public static ExperimentFile read(Path path, String shownAs) throws IOException, InvalidExperimentException {
        return read(path, shownAs, Optional.empty());
    }

    /**
     * {@link #read(Path, String)}, where classes can also be called by names that only the data know.
     *
     * @param classes asked for these names where the file has such
     */
    public static ExperimentFile read(Path path, String shownAs, DataClasses classes)
            throws IOException, InvalidExperimentException {
        return read(path, shownAs, Optional.of(classes));
    }

    private static ExperimentFile read(Path path, String shownAs, Optional<DataClasses> classes)
            throws IOException, InvalidExperimentException {
        try (InputStream stream = Files.newInputStream(path)) {
            return new ExperimentFile(path, read(stream.readNBytes(YamlReader.MAX_BYTES + 1), path, shownAs, classes));
        }
    }

    public static ExperimentSpec read(byte[] bytes, Path path) throws InvalidExperimentException {
        return read(bytes, path, path.toString(), Optional.empty());
    }

    /** {@link #read(Path, String, DataClasses)} of an earlier version of the file. */
    public static ExperimentSpec read(byte[] bytes, Path path, DataClasses classes) throws InvalidExperimentException {
        return read(bytes, path, path.toString(), Optional.of(classes));
    }

    private static ExperimentSpec read(byte[] bytes, Path path, String shownAs, Optional<DataClasses> classes)
            throws InvalidExperimentException {
        Problems problems = new Problems(shownAs);
        Optional<YamlNode> root = YamlReader.read(bytes, problems);
        if (root.isPresent()) {
            ExperimentContract.EXPERIMENT.check(root.get(), new Check("", problems));
        }
        if (root.isPresent() && root.get() instanceof YamlNode.Mapping mapping) {
            Variants variants = EnsembleBinding.bind(
                    Variants.resolve(
                            mapping,
                            new ClassFinder(classes, path.toAbsolutePath().getParent()),
                            problems),
                    problems);
            CrossChecks.check(mapping, variants, ExperimentFile.nameOf(path), problems);
            if (problems.isEmpty()) {
                return SpecBinding.bind(mapping, variants, shownAs);
            }
        }
        throw new InvalidExperimentException(problems.sorted(), ForeignFile.is(root, bytes));
    }
}
