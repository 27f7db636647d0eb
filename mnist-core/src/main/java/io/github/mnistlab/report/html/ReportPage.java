package io.github.mnistlab.report.html;

import io.github.mnistlab.data.Sha256;
import io.github.mnistlab.gate.Judgement;
import io.github.mnistlab.report.MatrixTables;
import io.github.mnistlab.report.ProvenanceLines;
import io.github.mnistlab.report.ReportFiles;
import io.github.mnistlab.report.ResultTables;
import io.github.mnistlab.report.SliceTables;
import io.github.mnistlab.report.TestRows;
import io.github.mnistlab.report.html.chart.Chart;
import io.github.mnistlab.report.html.chart.PageJson;
import io.github.mnistlab.report.html.figure.Answer;
import io.github.mnistlab.report.html.figure.ClassFigures;
import io.github.mnistlab.report.html.figure.Commands;
import io.github.mnistlab.report.html.figure.ConfidenceFigures;
import io.github.mnistlab.report.html.figure.ConfusionFigures;
import io.github.mnistlab.report.html.figure.CurveFigures;
import io.github.mnistlab.report.html.figure.GateFigures;
import io.github.mnistlab.report.html.figure.HistoryFigures;
import io.github.mnistlab.report.html.figure.MatrixFigures;
import io.github.mnistlab.report.html.figure.ReportInput;
import io.github.mnistlab.report.html.figure.ShownRuns;
import io.github.mnistlab.report.html.figure.ShownVariant;
import io.github.mnistlab.report.html.figure.SliceFigures;
import io.github.mnistlab.report.html.figure.VariantFigures;
import io.github.mnistlab.report.text.Numbers;
import io.github.mnistlab.report.text.PlainText;
import io.github.mnistlab.report.text.ReportTable;
import io.github.mnistlab.result.ExperimentImages;
import io.github.mnistlab.result.ResultStore;
import io.github.mnistlab.result.SourceState;
import io.github.mnistlab.result.TestPredictions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The page about an experiment's results, {@code report.html}: everything that {@code report.jte} shows. */
public final class ReportPage {
    /** In an experiment's folder. */
    public static final String FILE = "report.html";

    static final Section GATES = new Section("gates", "Gates");
    static final Section MATRIX = new Section("matrix", "Results of the matrix");
    static final Section VARIANTS = new Section("variants", "Variants side by side");
    static final Section TRAINING = new Section("training", "Training");
    static final Section CONFUSION = new Section("confusion", "Confusion matrix");
    static final Section CLASSES = new Section("classes", "Classification report");
    static final Section SLICES = new Section("slices", "Slices of the test rows");
    static final Section CONFIDENCE = new Section("confidence", "Calibration");
    static final Section CURVES = new Section("curves", "ROC and precision-recall curves");
    static final Section BALANCE = new Section("balance", "Class balance");
    static final Section IMAGES = new Section("images", "Predictions, image by image");
    static final Section PAD = new Section("pad", "Draw a digit");
    static final Section ACCEPTED = new Section("accepted", "Changes since the accepted results");
    static final Section PROVENANCE = new Section("provenance", "Provenance");

    private final ReportInput input;
    private final Sprites sprites = new Sprites();
    private final ShownImages shownImages;
    private final Data data;
    private final TrainingImages trainingImages;
    private final Pad pad;
    private final Optional<TableSections> table;
    private final ExploreLink explored;
    private ConfidenceFigures confidence;
    private CurveFigures curves;

    private ReportPage(ReportInput input, Optional<Pad.Kept> kept, ExploreLink explored) {
        this.input = input;
        this.explored = explored;
        this.shownImages = new ShownImages(input);
        this.data = shownImages.data(sprites);
        this.trainingImages = TrainingImages.of(input, sprites);
        this.table = TableSections.of(input);
        this.pad = kept.map(network -> Pad.of(
                        network, input.images().test(network.variant().variant().name()), sprites))
                .orElse(null);
    }

    /**
     * The page, as HTML. The same results give the same bytes.
     *
     * @param predictions of the runs
     * @param images of the experiment's data
     * @param commands to type next
     * @param folder where kept models are; one of them is on the page, to draw digits for
     * @throws io.github.mnistlab.data.DataException if predictions or images cannot be read
     */
    static String html(
            Judgement judgement, TestPredictions predictions, ExperimentImages images, Commands commands, Path folder) {
        ReportInput input = ReportInput.of(judgement, predictions, images, commands);
        ReportPage report = of(input, folder, ExplorePage.besideReport(folder, input));
        return HtmlText.of(output -> JtereportGenerated.render(output, null, report));
    }

    private static ReportPage of(ReportInput input, Path folder, ExploreLink explored) {
        return new ReportPage(input, Pad.Kept.of(input, folder), explored);
    }

    /**
     * Writes the page as {@value #FILE} into a folder, in place whole or not at all. One that is there already, made from the same by the
     * same code, is left as it is. Of results without a single run, where no cell of a matrix was applicable, there is none.
     *
     * @param folder of the results, with all that {@link io.github.mnistlab.report.ReportFiles} writes
     * @param code digest of the code that makes the page
     * @throws IOException if it cannot be written
     */
    public static void write(
            Judgement judgement,
            TestPredictions predictions,
            ExperimentImages images,
            Commands commands,
            Path folder,
            String code)
            throws IOException {
        if (judgement.result().runs().isEmpty()) {
            Files.deleteIfExists(folder.resolve(FILE));
            return;
        }
        Path file = folder.resolve(FILE);
        ReportInput input = ReportInput.of(judgement, predictions, images, commands);
        ExploreLink explored = ExplorePage.besideReport(folder, input);
        PageStamp stamp = PageStamp.of(sources(input, folder, explored, code));
        if (!stamp.isOn(file)) {
            ReportPage report = of(input, folder, explored);
            HtmlText.write(file, stamp, output -> JtereportGenerated.render(output, null, report));
        }
    }

    /** All that the page depends on. Of predictions and data the result has the digests. */
    private static List<String> sources(ReportInput input, Path folder, ExploreLink explored, String code)
            throws IOException {
        List<String> sources = new ArrayList<>(List.of(
                code,
                Sha256.of(folder.resolve(ResultStore.RESULT)),
                Sha256.of(folder.resolve(ReportFiles.VERDICTS)),
                input.commands().again(),
                explored.command(),
                explored.page()));
        sources.addAll(Pad.Kept.models(input, folder));
        if (input.judgement().sinceAccepted() != null) {
            sources.addAll(AcceptedLines.of(input.judgement().sinceAccepted()));
        }
        return sources;
    }

    Page page() {
        return new Page(
                "mnist-lab experiment",
                input.result().name(),
                "Made by mnist-lab " + input.result().provenance().version() + " from the results of "
                        + input.result().finished() + ".",
                sections(),
                List.of("gallery.css", "report.css"),
                pad == null ? List.of("report.js") : List.of("report.js", "reader.js", "pad.js"));
    }

    private List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        sections.add(GATES);
        if (input.isMatrix()) {
            sections.add(MATRIX);
        }
        sections.add(VARIANTS);
        if (hasTraining()) {
            sections.add(TRAINING);
        }
        sections.add(CONFUSION);
        if (hasImages()) {
            sections.add(IMAGES);
        }
        table.ifPresent(about -> sections.addAll(List.of(TableSections.ROWS, TableSections.IMPORTANCE)));
        if (pad != null) {
            sections.add(PAD);
        }
        sections.add(CLASSES);
        if (!slices().isEmpty()) {
            sections.add(SLICES);
        }
        if (hasProbabilities()) {
            sections.addAll(List.of(CONFIDENCE, CURVES));
        }
        if (hasTraining()) {
            sections.add(BALANCE);
        }
        table.ifPresent(about -> sections.addAll(about.aboutColumns()));
        if (input.judgement().sinceAccepted() != null) {
            sections.add(ACCEPTED);
        }
        sections.add(PROVENANCE);
        return sections;
    }

    /** Whether anything was trained, and not only judged. */
    boolean hasTraining() {
        return !input.trained().isEmpty();
    }

    /** Whether there are images of any test row, and not labels alone. */
    boolean hasImages() {
        return input.hasImages();
    }

    /** Whether any variant gave more than the predicted classes. */
    boolean hasProbabilities() {
        return !input.withProbabilities().isEmpty();
    }

    Optional<TableSections> table() {
        return table;
    }

    /** Null if no model was kept that fits. */
    Pad pad() {
        return pad;
    }

    String name() {
        return PlainText.oneLine(input.result().name());
    }

    String description() {
        String description = input.result().description();
        return description == null ? "" : PlainText.oneLine(description);
    }

    List<String> answer() {
        return Answer.of(input);
    }

    /** Of unsound practices that are acknowledged, and of a state that nobody else can have. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        input.result().warnings().forEach(warning -> warnings.add(PlainText.oneLine(warning)));
        SourceState source = input.result().provenance().source();
        if (source != null && source.dirty()) {
            warnings.add("This was run with uncommitted changes on top of commit " + PlainText.oneLine(source.commit())
                    + ": the commit alone does not say what was run.");
        }
        return warnings;
    }

    GateFigures gates() {
        return new GateFigures(input.judgement().verdicts());
    }

    static String plain(String text) {
        return PlainText.oneLine(text);
    }

    String runsSummary() {
        return Numbers.count(input.result().runs().size(), "run") + " of "
                + Numbers.count(input.variants().size(), "variant");
    }

    String testImages() {
        return Numbers.count(input.first().best().evaluation().total(), hasImages() ? "test image" : "test row");
    }

    boolean isMatrix() {
        return input.isMatrix();
    }

    Chart matrixChart() {
        return new MatrixFigures(input).chart();
    }

    MatrixTables matrixTables() {
        return new MatrixTables(input.result(), "\u00b1");
    }

    static String tableName(MatrixTables.Part part, ReportTable table) {
        return "Table of " + table.title() + (part.where().isEmpty() ? "" : ", " + part.where());
    }

    private ResultTables tables() {
        return new ResultTables(
                input.result(),
                input.intervals(),
                input.variants().stream().map(ShownVariant::variant).toList());
    }

    ReportTable metrics() {
        return tables().testMetrics();
    }

    ReportTable trainingTable() {
        return tables().training();
    }

    /** Not of a matrix, whose first cell is nothing to hold the others against. */
    List<String> worse() {
        return input.isMatrix()
                ? List.of()
                : tables().worse().stream().map(PlainText::oneLine).toList();
    }

    Chart strip() {
        return new VariantFigures(input).strip();
    }

    Optional<Chart> differences() {
        return input.isMatrix() ? Optional.empty() : new VariantFigures(input).differences();
    }

    List<ShownVariant> variants() {
        return input.variants();
    }

    boolean hasSeeds() {
        return input.hasSeeds();
    }

    String bestRuns() {
        return ShownRuns.told(input);
    }

    String shownRuns() {
        return ShownRuns.named(input);
    }

    Chart loss() {
        return new HistoryFigures(input).loss();
    }

    Chart accuracy() {
        return new HistoryFigures(input).accuracy();
    }

    Chart classScores() {
        return new ClassFigures(input).scores();
    }

    ConfusionFigures confusions() {
        return new ConfusionFigures(input);
    }

    ReportTable classReport(ShownVariant variant) {
        return new ClassFigures(input).report(variant);
    }

    SliceTables slices() {
        return new SliceTables(input.result(), input.intervals());
    }

    String testRows() {
        return TestRows.of(input.result());
    }

    List<Chart> sliceCharts() {
        return new SliceFigures(input, slices()).accuracy();
    }

    Chart distribution() {
        return new ClassFigures(input).distribution();
    }

    Chart reliability() {
        return confidenceFigures().reliability();
    }

    Chart confidence() {
        return confidenceFigures().histogram();
    }

    private ConfidenceFigures confidenceFigures() {
        if (confidence == null) {
            confidence = new ConfidenceFigures(input);
        }
        return confidence;
    }

    CurveFigures curves() {
        if (curves == null) {
            curves = new CurveFigures(input);
        }
        return curves;
    }

    TrainingImages trainingImages() {
        return trainingImages;
    }

    String data() {
        return PageJson.of(data);
    }

    String leftOut() {
        return shownImages.told(
                data.sets().stream().mapToInt(set -> set.rows().size()).sum());
    }

    Sprites sprites() {
        return sprites;
    }

    List<String> accepted() {
        return AcceptedLines.of(input.judgement().sinceAccepted());
    }

    boolean hasAccepted() {
        return input.judgement().sinceAccepted() != null;
    }

    List<ProvenanceLines.Line> provenance() {
        List<ProvenanceLines.Line> lines = new ArrayList<>(ProvenanceLines.sources(input.result()));
        lines.addAll(ProvenanceLines.of(input.result()));
        return lines;
    }

    ReportTable runs() {
        return ProvenanceLines.runs(input.result().runs());
    }

    String command() {
        return PlainText.oneLine(input.commands().again());
    }

    ExploreLink explored() {
        return explored;
    }
}
