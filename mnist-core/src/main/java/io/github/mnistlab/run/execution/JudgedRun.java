package io.github.mnistlab.run.execution;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.Examples;
import io.github.mnistlab.data.LabeledTable;
import io.github.mnistlab.data.Sha256;
import io.github.mnistlab.data.file.DataFiles;
import io.github.mnistlab.data.file.TestTruth;
import io.github.mnistlab.experiment.JudgedModel;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.external.NetworkPredictions;
import io.github.mnistlab.external.OnnxPredictions;
import io.github.mnistlab.external.PredictionsFile;
import io.github.mnistlab.external.RowPredictions;
import io.github.mnistlab.external.TestRows;
import io.github.mnistlab.external.onnx.OnnxRuntime;
import io.github.mnistlab.model.ComputeEnvironment;
import io.github.mnistlab.run.JudgedFile;
import io.github.mnistlab.run.JudgedRows;
import io.github.mnistlab.run.PredictionForm;
import io.github.mnistlab.run.RunOutcome;
import io.github.mnistlab.run.RunPhase;
import io.github.mnistlab.run.RunRequest;
import io.github.mnistlab.run.Timestamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A run that judges a model which was made elsewhere: its predictions of the test rows become those of the run. Nothing is
 * trained, and no native library is needed but for ONNX, in a process of its own.
 *
 * @param spec what is judged
 * @param files the data set
 * @param model the model's file
 * @param directory where the run leaves {@link RunRequest#PREDICTIONS}; it exists
 */
public record JudgedRun(RunSpec.Judged spec, DataFiles files, JudgedFile model, Path directory) {
    /**
     * Judges.
     *
     * @param runtime computes ONNX models; is asked for nothing else
     * @return what came out; the predictions are in the run's folder
     * @throws IOException if they cannot be written
     * @throws io.github.mnistlab.data.DataException if data or model are not what they should be
     */
    public RunOutcome execute(OnnxRuntime runtime) throws IOException {
        Instant started = Instant.now();
        long start = System.nanoTime();
        Rows rows = rows(runtime);
        byte[] bytes = rows.bytes();
        Files.write(directory.resolve(RunRequest.PREDICTIONS), bytes);
        TreeMap<RunPhase, Double> seconds = new TreeMap<>();
        seconds.put(RunPhase.LOAD, (rows.loaded() - start) / 1e9);
        seconds.put(RunPhase.PREDICT, (System.nanoTime() - rows.loaded()) / 1e9);
        return new RunOutcome(
                List.of(),
                0,
                model.sha256(),
                Sha256.of(bytes),
                null,
                List.of(),
                List.of(),
                null,
                0,
                rows.count(),
                Timestamp.of(started),
                Timestamp.of(Instant.now()),
                seconds,
                null,
                ComputeEnvironment.withoutNetworks(),
                new JudgedRows(form(rows.predictions()), rows.predictions().orderChecked()),
                null);
    }

    /**
     * What a model predicted.
     *
     * @param predictions of test rows
     * @param asked which of them the specification asks for
     * @param loaded when the data was there, by the clock of the system
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier between two methods, never compared
    private record Rows(RowPredictions predictions, int[] asked, long loaded) {
        byte[] bytes() {
            return predictions.bytesOf(asked);
        }

        int count() {
            return asked.length;
        }
    }

    /** What somebody else computed, of all test rows. */
    private Rows read(JudgedModel.Predictions file) {
        TestTruth truth = files.truth(spec.dataset());
        long loaded = System.nanoTime();
        RowPredictions predictions = PredictionsFile.read(
                model.path(), model.sha256(), Optional.ofNullable(file.values()), TestRows.of(truth));
        return new Rows(predictions, truth.asked(), loaded);
    }

    private Rows rows(OnnxRuntime runtime) throws IOException {
        if (spec.model() instanceof JudgedModel.Predictions file) {
            return read(file);
        }
        Examples test = examples();
        long loaded = System.nanoTime();
        return new Rows(
                predictions(test, runtime), IntStream.range(0, test.size()).toArray(), loaded);
    }

    private RowPredictions predictions(Examples test, OnnxRuntime runtime) throws IOException {
        if (spec.model() instanceof JudgedModel.Onnx onnx) {
            List<String> classes = files.digests().namesOfClasses();
            return test instanceof LabeledTable table
                    ? OnnxPredictions.of(model.path(), model.sha256(), onnx, table, classes, runtime, directory)
                    : OnnxPredictions.of(
                            model.path(), model.sha256(), onnx, test.images(), classes, runtime, directory);
        }
        return test instanceof LabeledTable table
                ? NetworkPredictions.of(model.path(), model.sha256(), table)
                : NetworkPredictions.of(model.path(), model.sha256(), test.images());
    }

    /** The test rows that are asked for. */
    private Examples examples() {
        return files.examples()
                .orElseThrow(() -> new DataException("there are no rows that " + model.path() + " could be asked of"))
                .loadTest(spec.dataset());
    }

    private static PredictionForm form(RowPredictions predictions) {
        return predictions instanceof RowPredictions.OfClasses ? PredictionForm.CLASSES : PredictionForm.FLOAT64;
    }
}
