package io.github.mnistlab.run;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.data.Sha256;
import io.github.mnistlab.data.file.DataFiles;
import io.github.mnistlab.data.file.TableFiles;
import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.experiment.JudgedModel;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.external.onnx.OnnxCalls;
import io.github.mnistlab.external.onnx.OnnxFile;
import io.github.mnistlab.external.onnx.OnnxTableCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the models that an experiment's runs judge. */
public final class JudgedFiles {
    private JudgedFiles() {}

    /**
     * The file of each run that judges one.
     *
     * @param data the data set of each specification
     * @throws DataException if any is missing, is ONNX that cannot be asked, or two seeds of a variant have the same content; says so of all
     */
    public static Map<RunId, JudgedFile> resolve(ExperimentFile experiment, Map<RunSpec, DataFiles> data) {
        Map<RunId, JudgedFile> files = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (PlannedRun run : Plan.of(experiment.spec()).runs()) {
            run.spec().judged().ifPresent(judged -> {
                Path file = experiment
                        .folder()
                        .resolve(judged.model().fileOf(run.id().seed()));
                try {
                    files.put(run.id(), new JudgedFile(file, digest(file, judged, data.get(run.spec()))));
                } catch (DataException e) {
                    problems.add(run.id() + ": " + e.getMessage());
                }
            });
        }
        addCopies(files, problems);
        if (!problems.isEmpty()) {
            throw new DataException(String.join("\n", problems));
        }
        return files;
    }

    /** That of the images which a model is asked of. Without images, it is refused where it is to be asked. */
    private static ImageShape shape(DataFiles files) {
        return files.images().map(images -> images.form().shape()).orElse(ImageShape.MNIST);
    }

    private static String digest(Path file, RunSpec.Judged judged, DataFiles data) {
        if (!Files.isRegularFile(file)) {
            throw new DataException(file + " is not a file" + (Files.exists(file) ? "" : ": nothing is there"));
        }
        if (judged.model() instanceof JudgedModel.Onnx onnx) {
            OnnxFile read = OnnxFile.read(file);
            if (data instanceof TableFiles table) {
                OnnxTableCalls.of(read, onnx, table.columns(), data.digests().namesOfClasses());
            } else {
                OnnxCalls.of(read, onnx, shape(data));
            }
            return read.sha256();
        }
        try {
            return Sha256.of(file);
        } catch (IOException e) {
            throw new DataException(file + " cannot be read: " + IoReason.of(e, file), e);
        }
    }

    /** The same model twice is no further seed: a recipe would look surer than it is. */
    private static void addCopies(Map<RunId, JudgedFile> files, List<String> problems) {
        Map<List<String>, RunId> seen = new HashMap<>();
        files.forEach((run, file) -> {
            RunId other = seen.putIfAbsent(List.of(run.variant(), file.sha256()), run);
            if (other != null) {
                problems.add(run + ": " + file.path() + " has the same content as "
                        + files.get(other).path() + ", the file of " + other + ": a copy is no further seed");
            }
        });
    }
}
