package io.github.mnistlab.result;

import io.github.mnistlab.balance.NotApplicableException;
import io.github.mnistlab.data.Column;
import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.Preparation;
import io.github.mnistlab.data.file.DatasetFiles;
import io.github.mnistlab.evaluate.Evaluation;
import io.github.mnistlab.evaluate.interval.ClopperPearson;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.json.CanonicalJson;
import io.github.mnistlab.model.file.OnnxNetworkFile;
import io.github.mnistlab.model.file.PlainNetwork;
import io.github.mnistlab.model.file.StoredPreparation;
import io.github.mnistlab.run.FinishedRun;
import io.github.mnistlab.run.RunId;
import io.github.mnistlab.run.RunRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The trained model of a run as an ONNX file that says where it comes from. Its probabilities are those that were judged,
 * corrected where balancing does that.
 *
 * @param experiment the name of its experiment
 * @param run which run
 * @param key the run's
 * @param data the digests of its data set
 * @param provenance where the results come from
 */
record OnnxExport(String experiment, RunId run, String key, DatasetFiles.Digests data, Provenance provenance) {
    private static final String PREFIX = "mnist-lab.";

    /** Of the two-sided interval that the file has of its accuracy. */
    private static final double CONFIDENCE = 0.95;

    /**
     * The file's bytes.
     *
     * @throws IOException if the model cannot be read
     */
    byte[] bytes(RunSpec.Trained spec, FinishedRun finished, Evaluation evaluation) throws IOException {
        int[] counts = finished.outcome().trainingCounts().stream()
                .mapToInt(Integer::intValue)
                .toArray();
        try {
            Path model = finished.directory().resolve(RunRequest.MODEL);
            Optional<Preparation> preparation = StoredPreparation.read(model);
            int features = preparation.map(Preparation::features).orElse(shape().values());
            PlainNetwork network = PlainNetwork.read(model, features).corrected(spec.balancing(), counts);
            return OnnxNetworkFile.bytes(
                    network,
                    preparation,
                    experiment + " " + run,
                    provenance.version(),
                    metadata(preparation, finished.outcome().parameterDigest(), evaluation));
        } catch (NotApplicableException e) {
            throw new IOException("the model of " + run + " cannot be corrected: " + e.getMessage(), e);
        }
    }

    private SortedMap<String, String> metadata(
            Optional<Preparation> preparation, String parameters, Evaluation evaluation) {
        SortedMap<String, String> metadata = new TreeMap<>();
        preparation.ifPresentOrElse(rows -> put(metadata, "input.columns", CanonicalJson.write(columns(rows))), () -> {
            put(metadata, "input.scale", "zero-to-255");
            ImageShape shape = shape();
            put(metadata, "input.axes", CanonicalJson.write(List.of(shape.height(), shape.width(), shape.channels())));
        });
        put(metadata, "output.values", "probabilities");
        put(metadata, "classes", CanonicalJson.write(data.namesOfClasses()));
        put(metadata, "experiment", experiment);
        put(metadata, "variant", run.variant());
        put(metadata, "seed", Long.toString(run.seed()));
        put(metadata, "run-key", key);
        put(metadata, "data", CanonicalJson.write(data));
        put(metadata, "parameters", parameters);
        SourceState source = provenance.source();
        if (source != null) {
            put(metadata, "commit", source.commit() + (source.dirty() ? " with changes" : ""));
        }
        ClopperPearson bounds = new ClopperPearson(evaluation.correct(), evaluation.total());
        double alpha = (1 - CONFIDENCE) / 2;
        put(
                metadata,
                "accuracy",
                String.format(
                        Locale.ROOT,
                        "%.4f (95 %% interval %.4f to %.4f, exact, of this model on %d test rows)",
                        evaluation.accuracy(),
                        bounds.lower(alpha),
                        bounds.upper(alpha),
                        evaluation.total()));
        return metadata;
    }

    /** That of images. */
    private ImageShape shape() {
        return data.shape() == null ? ImageShape.MNIST : data.shape();
    }

    /** Of each column its name, and the names of its categories by their numbers. */
    private static List<Column> columns(Preparation preparation) {
        return preparation.columns().stream()
                .map(column -> new Column(column.name(), column.categories()))
                .toList();
    }

    private static void put(SortedMap<String, String> metadata, String key, String value) {
        metadata.put(PREFIX + key, value);
    }
}
