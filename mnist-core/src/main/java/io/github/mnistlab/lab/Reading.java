package io.github.mnistlab.lab;

import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.experiment.file.ExperimentFiles;
import io.github.mnistlab.experiment.file.ExperimentReader;
import io.github.mnistlab.experiment.file.InvalidExperimentException;
import io.github.mnistlab.experiment.file.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Experiments, read from their files. */
final class Reading {
    private final LabSettings settings;

    Reading(LabSettings settings) {
        this.settings = settings;
    }

    List<ExperimentFile> all(Path folder, List<String> names) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try {
            return files(ExperimentFiles.find(folder, names));
        } catch (IllegalArgumentException e) {
            throw new LabException.Experiments(e.getMessage());
        } catch (IOException e) {
            throw new LabException.Storage("Cannot list " + folder + ": " + e.getMessage(), e);
        }
    }

    List<ExperimentFile> files(List<Path> files) {
        List<ExperimentFile> read = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Path file : files) {
            try {
                read.add(ExperimentReader.read(file, settings.fromRoot(file)));
            } catch (InvalidExperimentException e) {
                problems.addAll(e.problems());
            } catch (IOException e) {
                throw new LabException.Storage("Cannot read " + file + ": " + e.getMessage(), e);
            }
        }
        if (!problems.isEmpty()) {
            String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
            throw new LabException.Experiments(count + " in the experiments:\n"
                    + problems.stream().map(problem -> "  " + problem).collect(Collectors.joining("\n")));
        }
        return read;
    }
}
