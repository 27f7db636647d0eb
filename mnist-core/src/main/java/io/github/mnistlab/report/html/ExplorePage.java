package io.github.mnistlab.report.html;

import gg.jte.html.HtmlTemplateOutput;
import io.github.mnistlab.explore.Check;
import io.github.mnistlab.explore.Duplicates;
import io.github.mnistlab.explore.Exploration;
import io.github.mnistlab.explore.PartStatistics;
import io.github.mnistlab.report.ExplorationTables;
import io.github.mnistlab.report.ExploredData;
import io.github.mnistlab.report.html.chart.Chart;
import io.github.mnistlab.report.html.figure.ReportInput;
import io.github.mnistlab.report.html.figure.ShownVariant;
import io.github.mnistlab.report.text.Numbers;
import io.github.mnistlab.report.text.PlainText;
import io.github.mnistlab.report.text.ReportTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page about a data set, {@code explore.html}: everything that {@code explore.jte} shows. The same data give the same bytes. */
public final class ExplorePage {
    /** The folder with the pages about data sets, a folder for each, beside the experiments' folders. */
    private static final String FOLDER = "explore";

    private static final String FILE = "explore.html";

    private static final Section SAMPLES = new Section("samples", "What the images look like");
    private static final Section DISTORTIONS = new Section("distortions", "What augmentation makes of them");
    private static final Section CHECKS = new Section("checks", "What was checked");
    private static final Section CLASSES = new Section("classes", "Classes");
    private static final Section PIXELS = new Section("pixels", "Pixels");
    private static final Section MEANS = new Section("means", "Mean and variance of each class");
    private static final Section UNUSUAL = new Section("unusual", "The most unusual images");
    private static final Section DUPLICATES = new Section("duplicates", "Duplicates");
    private static final Section METHODS = new Section("methods", "How it was measured");

    private final ExploredData data;
    private final ExploreCharts charts;
    private final Sprites sprites;
    private final List<Gallery> samples;
    private final List<Gallery> distorted;
    private final List<Gallery> means;
    private final List<Gallery.Group> unusual;
    private final List<Gallery> identical;
    private final List<Gallery> similar;

    private ExplorePage(ExploredData data) {
        this.data = data;
        charts = new ExploreCharts(data);
        ExploreImages images = new ExploreImages(data);
        samples = images.samples();
        distorted = images.distorted();
        means = images.classes();
        unusual = images.unusual();
        identical = images.identical();
        similar = images.similar();
        sprites = images.sprites();
    }

    /** The page as a file's content. */
    static String of(ExploredData data) {
        return HtmlText.of(template(data));
    }

    /**
     * Writes the page as {@value #FILE}, in place whole or not at all.
     *
     * @param folder of its own in the folder {@value #FOLDER}
     * @param outputDirectory such as {@code target/mnist}; folders are made where they are missing
     * @return the page
     * @throws IOException if it cannot be written
     */
    public static Path write(ExploredData data, String folder, Path outputDirectory) throws IOException {
        Path page = file(folder, outputDirectory);
        HtmlText.write(page, template(data));
        return page;
    }

    /** Where such a page lies. */
    static Path file(String folder, Path outputDirectory) {
        return outputDirectory.resolve(FOLDER).resolve(folder).resolve(FILE);
    }

    /** What the folder of a page is called that shows the rows of an experiment's variant: no name of either has an @. */
    public static String folder(String experiment, String variant) {
        return experiment + "@" + variant;
    }

    /**
     * The way to the page about the rows of the first trained variant.
     *
     * @param folder of the experiment's own page
     */
    static ExploreLink besideReport(Path folder, ReportInput input) {
        String page = input.variants().stream()
                .filter(ShownVariant::isTrained)
                .findFirst()
                .map(first -> "../" + FOLDER + "/"
                        + folder(input.result().name(), first.variant().name()) + "/" + FILE)
                .filter(link -> Files.isRegularFile(folder.resolve(link)))
                .orElse("");
        return new ExploreLink(input.commands().explore(), page);
    }

    private static Consumer<HtmlTemplateOutput> template(ExploredData data) {
        ExplorePage page = new ExplorePage(data);
        return output -> JteexploreGenerated.render(output, null, page);
    }

    /** What stands around it. */
    Page page() {
        return new Page(
                "mnist-lab data set",
                name() + " - data set",
                "Computed from the images alone: the same images give the same page.",
                sections(),
                List.of("gallery.css", "explore.css"),
                List.of());
    }

    private List<Section> sections() {
        return Stream.of(SAMPLES, DISTORTIONS, CHECKS, CLASSES, PIXELS, MEANS, UNUSUAL, DUPLICATES, METHODS)
                .filter(section -> !section.equals(DISTORTIONS) || !distorted.isEmpty())
                .toList();
    }

    /** What the data set is called. */
    String name() {
        return PlainText.oneLine(data.name());
    }

    /** Which rows these are. */
    String origin() {
        String origin = PlainText.oneLine(data.origin());
        return origin.isEmpty() ? origin : origin.substring(0, 1).toUpperCase(Locale.ROOT) + origin.substring(1) + ".";
    }

    /** What to type to look again. */
    String command() {
        return PlainText.oneLine(data.command());
    }

    /** What one should know of it, in plain words. */
    String answer() {
        Exploration found = data.exploration();
        long odd = checks().stream().filter(check -> !check.sound()).count();
        String checked = odd == 0
                ? "All checks passed."
                : odd + " of " + Numbers.count(checks().size(), "check") + (odd == 1 ? " wants" : " want") + " a look: "
                        + checks().stream()
                                .filter(check -> !check.sound())
                                .map(Check::subject)
                                .collect(Collectors.joining("; "))
                        + ".";
        return found.rowsInWords() + " images of "
                + found.parts().get(0).counts().size() + " classes. "
                + balance(found.parts().get(0)) + " " + checked;
    }

    private static String balance(PartStatistics training) {
        int most = Collections.max(training.counts());
        int fewest = Collections.min(training.counts());
        if (most == fewest) {
            return "All classes have the same number of " + training.name() + " images.";
        }
        if (fewest == 0) {
            return "Not every class has " + training.name() + " images.";
        }
        return String.format(
                Locale.ROOT,
                "The largest class has %.2f times as many %s images as the smallest.",
                most / (double) fewest,
                training.name());
    }

    /** A part that the contents lead to. */
    Section section(String id) {
        return sections().stream()
                .filter(section -> section.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Some images of each class. */
    List<Gallery> samples() {
        return samples;
    }

    /** An image of each class as augmentation distorts it; none where it does not. */
    List<Gallery> distorted() {
        return distorted;
    }

    /** What was checked. */
    List<Check> checks() {
        return data.exploration().checks();
    }

    /** The charts about classes. */
    List<Chart> classCharts() {
        return List.of(charts.counts(), charts.shares());
    }

    /** The charts about pixels. */
    List<Chart> pixelCharts() {
        return List.of(charts.histogram(), charts.inkOfClasses());
    }

    /** Counts and shares. */
    ReportTable classTable() {
        return ExplorationTables.classes(data);
    }

    /** Figures of each part. */
    ReportTable partTable() {
        return ExplorationTables.parts(data.exploration());
    }

    /** Figures of each class. */
    ReportTable pixelTable() {
        return ExplorationTables.pixelsOfClasses(data);
    }

    /** Mean and variance images. */
    List<Gallery> means() {
        return means;
    }

    /** Unusual images, by class. */
    List<Gallery.Group> unusual() {
        return unusual;
    }

    /** What is said of identical images. */
    String identicalInWords() {
        int groups = data.exploration().duplicates().identical().size();
        if (groups == 0) {
            return "No two images are identical, neither within a part nor between parts.";
        }
        return Numbers.count(groups) + (groups == 1 ? " image occurs" : " images occur") + " more than once."
                + shown(groups);
    }

    /** Identical images. */
    List<Gallery> identical() {
        return identical;
    }

    /** What is said of similar images. */
    String similarInWords() {
        Duplicates duplicates = data.exploration().duplicates();
        int pairs = duplicates.similar().size();
        String radius = Duplicates.SIMILAR_DISTANCE + " or less apart";
        if (pairs == 0) {
            return duplicates.similarSearched()
                    ? "No two different images are " + radius + "."
                    : "Not searched: so many images are alike in outline that comparing them would take too long.";
        }
        return (duplicates.similarSearched() ? "" : "At least ") + Numbers.count(pairs)
                + (pairs == 1 ? " pair of different images is " : " pairs of different images are ") + radius + "."
                + shown(pairs);
    }

    /** Similar images, pair by pair. */
    List<Gallery> similar() {
        return similar;
    }

    private static String shown(int all) {
        return all > ExploreImages.DUPLICATES ? " The first " + ExploreImages.DUPLICATES + " are shown." : "";
    }

    /** All images of the page. */
    Sprites sprites() {
        return sprites;
    }
}
