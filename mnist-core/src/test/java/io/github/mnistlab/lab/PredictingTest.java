package io.github.mnistlab.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistlab.data.RandomStreams;
import io.github.mnistlab.data.generated.DigitGenerator;
import io.github.mnistlab.json.PrettyJson;
import io.github.mnistlab.model.Activation;
import io.github.mnistlab.model.Initializer;
import io.github.mnistlab.model.LearningRateSchedule;
import io.github.mnistlab.model.ModelSpec;
import io.github.mnistlab.model.OptimizerSpec;
import io.github.mnistlab.model.TrainingRequest;
import io.github.mnistlab.model.TrainingSpec;
import io.github.mnistlab.model.step.Trainer;
import io.github.mnistlab.predict.ReadPicture;
import io.github.mnistlab.report.html.ResultOverview;
import io.github.mnistlab.result.SampleResults;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models and pictures lie among much else. */
class PredictingTest {
    private static final Model LATEST = new Model.Kept(Optional.empty(), Optional.empty());

    @TempDir
    private Path folder;

    private final List<String> lines = new ArrayList<>();

    @BeforeEach
    void makeResultWithModel() throws IOException {
        Path result = Files.createDirectories(output().resolve("sample"));
        store(SampleResults.TWO_VARIANTS);
        Trainer.train(
                        new TrainingRequest(
                                new ModelSpec(List.of(4), Activation.RELU, Initializer.GLOROT_UNIFORM, 0, 0),
                                new TrainingSpec(
                                        1, 50, OptimizerSpec.Adam.DEFAULT, new LearningRateSchedule.Constant(), null),
                                DigitGenerator.generate(1, "training", 50),
                                null,
                                new RandomStreams(1),
                                null),
                        record -> {})
                .model()
                .save(result.resolve("model-baseline-1.zip"));
    }

    private void store(String yaml) throws IOException {
        try (Writer writer = Files.newBufferedWriter(output().resolve("sample/result.json"))) {
            PrettyJson.write(
                    SampleResults.of(SampleResults.spec(yaml), run -> SampleResults.evaluation(90, 100)), writer);
        }
    }

    @Test
    void resultsThatCannotBeReadAreToldAndPassedOver() throws IOException {
        String whole = Files.readString(output().resolve("sample/result.json"));
        write("a-empty/result.json", "");
        write("b-null/result.json", whole.replaceFirst("\"runs\" *: *\\[", "\"runs\": [null, "));
        write("c-history/result.json", whole.replaceFirst("\"history\" *: *\\[[^\\]]*\\]", "\"history\": []"));
        write("d-half/result.json", whole.substring(0, whole.length() / 2));
        Files.createDirectories(output().resolve("e-folder/result.json"));

        assertThat(lab().model(LATEST).name()).startsWith("baseline of sample, seed 1");

        assertThat(lines)
                .hasSize(5)
                .allSatisfy(line -> assertThat(line)
                        .startsWith("WARNING Cannot read the results of ")
                        .contains("result.json")
                        .endsWith(". They are passed over."));
    }

    @Test
    void resultsThatAreAskedForMustBeReadable() throws IOException {
        write("other/result.json", "");

        assertThatThrownBy(() -> lab().model(new Model.Kept(Optional.of("other"), Optional.empty())))
                .isInstanceOf(LabException.Model.class)
                .hasMessageStartingWith("Cannot read the results of other: " + output().resolve("other/result.json"));
    }

    /** Clothes have the form of digits, but are none. */
    @Test
    void aModelOfNamedClassesReadsNoDigits() throws IOException {
        store(SampleResults.TWO_VARIANTS.replace("source: generated-digits", "source: fashion-mnist"));

        assertThatThrownBy(() -> lab().model(LATEST))
                .isInstanceOf(LabException.Model.class)
                .hasMessageStartingWith("The model of baseline of sample, seed 1")
                .hasMessageContaining(" tells other things apart than digits: T-shirt/top, Trouser, ")
                .hasMessageEndingWith("Ankle boot; pictures are read as digits");
    }

    /** As from the root of a build, whose modules have the models. */
    @Test
    void aModelMayLieAmongAnotherModulesResults() {
        Lab root = new Lab(LabSettings.in(folder.resolve("root")), (level, text) -> lines.add(level + " " + text));
        List<Path> elsewhere = List.of(folder.resolve("root"), folder.resolve("none"), output());

        assertThat(root.model(new Model.Kept(Optional.empty(), Optional.empty(), elsewhere))
                        .name())
                .startsWith("baseline of sample, seed 1");

        assertThatThrownBy(
                        () -> root.model(new Model.Kept(Optional.empty(), Optional.empty(), elsewhere.subList(0, 2))))
                .isInstanceOf(LabException.Model.class)
                .hasMessageStartingWith("There is no kept model in " + folder.resolve("root") + " or "
                        + folder.resolve("none") + ". To have one: ");
    }

    @Test
    void oneDamagedResultDoesNotHideTheOthersOnTheSitesPage() throws IOException {
        write("a-empty/result.json", "");
        String whole = Files.readString(output().resolve("sample/result.json"));
        write("other/result.json", whole);
        List<String> passedOver = new ArrayList<>();

        assertThat(ResultOverview.all(output(), (name, reason) -> passedOver.add(name + ": " + reason)))
                .extracting(ResultOverview::name)
                .containsExactly("sample");

        assertThat(passedOver).hasSize(2);
        assertThat(passedOver.get(0))
                .startsWith("a-empty: " + output().resolve("a-empty/result.json") + " has schema version 0");
        assertThat(passedOver.get(1))
                .isEqualTo("other: The results in " + output().resolve("other")
                        + " are of the experiment sample, whose folder this is not.");
    }

    @Test
    void whatIsNoPictureInAFolderIsToldAndPassedOver() throws IOException {
        Path pictures = folder.resolve("pictures");
        draw(pictures.resolve("bar.png"));
        write("../pictures/._bar.png", "resource fork");
        write("../pictures/broken.png", "no picture");
        Files.createDirectories(pictures.resolve("folder.png"));

        Predicted predicted = lab().predict(lab().model(LATEST), List.of(pictures));

        assertThat(predicted.pictures()).extracting(ReadPicture::name).containsExactly("bar.png");
        assertThat(lines)
                .contains("WARNING " + pictures.resolve("broken.png")
                        + " is neither a PNG nor a JPEG picture; save it as one of these; it is passed over")
                .noneMatch(line -> line.contains("._bar") || line.contains("folder.png"));
    }

    @Test
    void picturesThatAreNamedMustBeReadable() throws IOException {
        Path good = folder.resolve("bar.png");
        draw(good);
        Path missing = folder.resolve("missing.png");
        Path other = folder.resolve("other.png");

        assertThatThrownBy(() -> lab().predict(lab().model(LATEST), List.of(missing, good, other)))
                .isInstanceOf(LabException.Pictures.class)
                .hasMessage(
                        "Cannot read every picture:\n  " + missing + " does not exist\n  " + other + " does not exist");
        assertThat(output().resolve("predict.html")).doesNotExist();
    }

    @Test
    void aFolderWithoutAnyPictureThatCanBeReadIsAnError() throws IOException {
        write("../pictures/broken.png", "no picture");

        assertThatThrownBy(() -> lab().predict(lab().model(LATEST), List.of(folder.resolve("pictures"))))
                .isInstanceOf(LabException.Pictures.class)
                .hasMessageContaining("broken.png is neither a PNG nor a JPEG picture");
    }

    private Path output() {
        return folder.resolve("out");
    }

    private Lab lab() {
        return new Lab(LabSettings.in(output()), (level, text) -> lines.add(level + " " + text));
    }

    private void write(String name, String text) throws IOException {
        Path file = output().resolve(name).normalize();
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static void draw(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        BufferedImage sheet = new BufferedImage(60, 80, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 60, 80);
        graphics.setColor(Color.BLACK);
        graphics.fillRect(26, 10, 8, 60);
        graphics.dispose();
        ImageIO.write(sheet, "png", file.toFile());
    }
}
