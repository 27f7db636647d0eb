package io.github.mnistlab.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.DatasetSpec;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.Preparation;
import io.github.mnistlab.data.RandomStreams;
import io.github.mnistlab.data.Sha256;
import io.github.mnistlab.data.file.IdxFile;
import io.github.mnistlab.data.file.IdxReader;
import io.github.mnistlab.data.file.IdxWriter;
import io.github.mnistlab.data.file.LabelFile;
import io.github.mnistlab.data.file.SliceFile;
import io.github.mnistlab.data.file.TestTruth;
import io.github.mnistlab.data.generated.DigitGenerator;
import io.github.mnistlab.data.picture.PictureFile;
import io.github.mnistlab.experiment.file.ExperimentReader;
import io.github.mnistlab.experiment.file.InvalidExperimentException;
import io.github.mnistlab.external.PredictionsFile;
import io.github.mnistlab.external.TestRows;
import io.github.mnistlab.json.ExperimentJson;
import io.github.mnistlab.json.PrettyJson;
import io.github.mnistlab.lock.LockFile;
import io.github.mnistlab.model.Activation;
import io.github.mnistlab.model.Initializer;
import io.github.mnistlab.model.LearningRateSchedule;
import io.github.mnistlab.model.ModelSpec;
import io.github.mnistlab.model.OptimizerSpec;
import io.github.mnistlab.model.TrainedModel;
import io.github.mnistlab.model.TrainingListener;
import io.github.mnistlab.model.TrainingRequest;
import io.github.mnistlab.model.TrainingSpec;
import io.github.mnistlab.model.file.CheckpointFile;
import io.github.mnistlab.model.file.PlainNetwork;
import io.github.mnistlab.model.file.StoredPreparation;
import io.github.mnistlab.model.step.Trainer;
import io.github.mnistlab.report.html.ResultOverview;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.Provenance;
import io.github.mnistlab.result.ResultStore;
import io.github.mnistlab.result.SampleResults;
import io.github.mnistlab.run.RunIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The readers of files, each with whole files to begin with. */
final class Readers {
    private static final Set<Class<? extends Exception>> DATA = Set.of(DataException.class);
    private static final Set<Class<? extends Exception>> IO = Set.of(IOException.class);
    private static final UnaryOperator<byte[]> AS_IT_IS = UnaryOperator.identity();

    private final Path folder;
    private final Path onDisk;

    private Readers(Path folder, Path onDisk) {
        this.folder = folder;
        this.onDisk = onDisk;
    }

    /**
     * All of them.
     *
     * @param folder for files that they need
     * @param onDisk for those among them that the operating system must have
     */
    static List<Target> all(Path folder, Path onDisk) throws Exception {
        Readers readers = new Readers(folder, onDisk);
        List<Target> all = new ArrayList<>();
        all.add(experiment());
        all.add(lock());
        readers.addImages(all);
        all.add(readers.labels());
        all.add(readers.slices());
        readers.addTraining(all);
        readers.addResults(all);
        all.add(readers.cacheEntry());
        addPredictions(all);
        addPictures(all);
        all.add(TableReaders.table());
        all.addAll(TableReaders.onnx());
        return all;
    }

    private static Target experiment() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("..", "experiments"))) {
            for (Path file : files.sorted().toList()) {
                if (file.toString().endsWith(".yaml") && !file.toString().endsWith(".lock.yaml")) {
                    seeds.add(Files.readString(file)
                            .replaceFirst("(?m)^name: .*", "name: test")
                            .getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return new Target(
                "experiment",
                "test.yaml",
                seeds,
                AS_IT_IS,
                Set.of(IOException.class, InvalidExperimentException.class),
                ExperimentReader::read);
    }

    private static Target lock() throws IOException {
        List<byte[]> seeds = List.of(Files.readAllBytes(Path.of("..", "experiments", "quickstart.lock.yaml")));
        return new Target(
                "lock",
                "test.lock.yaml",
                seeds,
                AS_IT_IS,
                IO,
                file -> LockFile.read(file, name -> "accept", name -> "run and accept"));
    }

    private void addImages(List<Target> all) throws IOException {
        LabeledImages few = DigitGenerator.generate(1, "test", 3);
        Path images = folder.resolve("images");
        Path labels = folder.resolve("labels");
        IdxWriter.writeImages(few, images);
        IdxFile labelFile = IdxWriter.writeLabels(few, labels);
        List<byte[]> raw = List.of(Files.readAllBytes(images));
        Target.Reader reader = file -> {
            try {
                IdxReader.read(new IdxFile(file, Sha256.of(raw.get(0))), labelFile, 10);
            } catch (DataException e) {
                // Last of all, when everything else was right.
                if (!e.getMessage().contains("has changed or is another file")) {
                    throw e;
                }
            }
        };
        all.add(new Target("idx", "images", raw, AS_IT_IS, DATA, reader));
        all.add(new Target("gzip", "images", List.of(Containers.gzip(raw.get(0))), AS_IT_IS, DATA, reader));
        all.add(new Target("idx-in-gzip", "images", raw, Containers::gzip, DATA, reader));
    }

    private Target slices() {
        List<byte[]> seeds = List.of(
                "id,writer,sex\n0,ann,f\n1,bob,m\n2,\"c, d\",f\n".getBytes(StandardCharsets.UTF_8),
                "writer\nann\nann\nbob\n".getBytes(StandardCharsets.UTF_8));
        TestTruth truth = new TestTruth(new int[] {0, 1, 0}, List.of("a", "b"), List.of(), new int[] {0, 1, 2});
        return new Target(
                "slices",
                "slices.csv",
                seeds,
                AS_IT_IS,
                DATA,
                file -> SliceFile.read(file, List.of(), SliceFile.ID, truth, 1));
    }

    private Target labels() {
        List<byte[]> seeds = List.of(
                "id,class,other\na,cat,1\nb,dog,2\n\"c\",\"owl\",3\n".getBytes(StandardCharsets.UTF_8),
                "label\n3\n1\n2\n".getBytes(StandardCharsets.UTF_8));
        return new Target("labels", "labels.csv", seeds, AS_IT_IS, DATA, file -> {
            String header = Files.readAllLines(file, StandardCharsets.ISO_8859_1).stream()
                    .findFirst()
                    .orElse("");
            DatasetSpec.Labels spec = new DatasetSpec.Labels(
                    file.getFileName().toString(), header.contains("class") ? "class" : "label", null);
            LabelFile.read(spec, file.getParent());
        });
    }

    private void addTraining(List<Target> all) throws IOException {
        TrainingRequest request = new TrainingRequest(
                new ModelSpec(List.of(2), Activation.RELU, Initializer.GLOROT_UNIFORM, 0, 0),
                new TrainingSpec(3, 50, OptimizerSpec.Adam.DEFAULT, new LearningRateSchedule.Constant(), null),
                DigitGenerator.generate(1, "training", 20),
                null,
                new RandomStreams(1),
                null);
        Path model = onDisk.resolve("model.zip");
        try (TrainedModel trained = Trainer.train(request, record -> {}).model()) {
            trained.save(model);
        }
        Target.Reader reader = PlainNetwork::read;
        List<byte[]> zip = List.of(Files.readAllBytes(model));
        all.add(new Target("model", "model.zip", Target.Place.DISK, zip, AS_IT_IS, IO, reader));
        for (String entry : List.of("configuration.json", "coefficients.bin")) {
            all.add(new Target(
                    "model-" + entry,
                    "model.zip",
                    Target.Place.DISK,
                    List.of(Containers.entry(model, entry)),
                    Containers.withEntry(model, entry),
                    IO,
                    reader));
        }
        all.add(preparation(model));
        all.add(checkpoint(request));
    }

    /** Beside the weights of a network for tables. */
    private static Target preparation(Path model) throws IOException {
        Preparation preparation = new Preparation(List.of(
                new Preparation.Fitted("east", List.of(), 1, 0.5, 2),
                new Preparation.Fitted("soil", List.of("clay", "sand"), 1, 0, 1)));
        byte[] json = ExperimentJson.MAPPER.writeValueAsBytes(preparation);
        return new Target(
                "model-" + TrainedModel.PREPARATION,
                "model.zip",
                Target.Place.DISK,
                List.of(json),
                Containers.withEntry(model, TrainedModel.PREPARATION),
                IO,
                file -> assertThat(StoredPreparation.read(file)).isPresent());
    }

    private Target checkpoint(TrainingRequest request) throws IOException {
        Path file = onDisk.resolve("run.checkpoint");
        CheckpointFile checkpoints = new CheckpointFile(file, "0123abcd");
        TrainingListener killing = record -> {
            if (record.epoch() == 2) {
                throw new IllegalStateException("killed");
            }
        };
        assertThatThrownBy(() -> Trainer.train(request, checkpoints, killing)).hasMessage("killed");
        byte[] whole = Files.readAllBytes(file);
        return new Target(
                "checkpoint",
                "run.checkpoint",
                Target.Place.DISK,
                List.of(Arrays.copyOf(whole, whole.length - 32)),
                Containers::withSha256,
                Set.of(IOException.class, CheckpointFile.UnusableException.class),
                damaged -> new CheckpointFile(damaged, "0123abcd").load(request));
    }

    private void addResults(List<Target> all) throws IOException {
        ExperimentResult sample = SampleResults.of(
                SampleResults.spec(SampleResults.TWO_VARIANTS), run -> SampleResults.evaluation(9, 10));
        byte[] json = PrettyJson.write(sample).getBytes(StandardCharsets.UTF_8);
        all.add(result(json));
        all.add(verdicts(json));
    }

    private Target result(byte[] json) throws IOException {
        Path output = Files.createDirectories(folder.resolve("out").resolve("sample"));
        ResultStore store = new ResultStore(output.getParent(), new Provenance("reader", null, null));
        return new Target("result", "result.json", List.of(json), AS_IT_IS, IO, file -> {
            Files.copy(file, output.resolve("result.json"), StandardCopyOption.REPLACE_EXISTING);
            store.load("sample");
        });
    }

    /** As the page reads them that lists several experiments. */
    private Target verdicts(byte[] result) throws IOException {
        Path output = Files.createDirectories(folder.resolve("judged").resolve("sample"));
        Files.write(output.resolve("result.json"), result);
        byte[] verdicts =
                "{\"verdicts\":[{\"status\":\"pass\",\"requirement\":\"accuracy at least 0.9\",\"measured\":\"0.95\"}]}"
                        .getBytes(StandardCharsets.UTF_8);
        return new Target("verdicts", "verdicts.json", List.of(verdicts), AS_IT_IS, IO, file -> {
            Files.copy(file, output.resolve("verdicts.json"), StandardCopyOption.REPLACE_EXISTING);
            List<String> passedOver = new ArrayList<>();
            ResultOverview.all(output.getParent(), (name, reason) -> passedOver.add(reason));
            if (!passedOver.isEmpty()) {
                throw new IOException(passedOver.get(0));
            }
        });
    }

    private Target cacheEntry() throws IOException {
        RunIdentity identity =
                new RunIdentity(JsonNodeFactory.instance.objectNode().put("seed", 7));
        return new CacheEntryReader(folder, identity).target();
    }

    private static void addPredictions(List<Target> all) throws IOException {
        TestRows rows = new TestRows(new int[] {0, 1, 2, 1}, List.of("cat", "dog", "owl"));
        byte[] csv = "label,p0,p1,p2\ncat,1,0,0\ndog,0.5,.5,0\nowl,1e-1,0.4,0.5\ndog,0,1,0\n"
                .getBytes(StandardCharsets.UTF_8);
        byte[] classes = "predicted\ncat\ndog\nowl\ndog\n".getBytes(StandardCharsets.UTF_8);
        Target.Reader reader = file -> PredictionsFile.read(file, Sha256.of(file), Optional.empty(), rows);
        all.add(new Target("csv", "new.csv", List.of(csv, classes), AS_IT_IS, DATA, reader));
        all.add(new Target("csv-in-gzip", "new.csv", List.of(csv), Containers::gzip, DATA, reader));
        all.add(new Target("numpy", "new.npy", List.of(Containers.numpy(4, 3)), AS_IT_IS, DATA, reader));
    }

    private static void addPictures(List<Target> all) throws IOException {
        all.add(new Target("png", "a.png", Pictures.png(), AS_IT_IS, IO, PictureFile::read));
        all.add(new Target("png-whole", "a.png", Pictures.png(), Containers::withPngChecksums, IO, PictureFile::read));
        all.add(new Target("jpeg", "a.jpg", Pictures.jpeg(), AS_IT_IS, IO, PictureFile::read));
    }
}
