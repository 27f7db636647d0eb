package io.github.mnistlab.report.html;

import io.github.mnistlab.report.AllExperiments;
import io.github.mnistlab.report.ModuleExperiment;
import io.github.mnistlab.report.text.ReportTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The page about the experiments of all modules of a build: everything that {@code allexperiments.jte} shows. */
public final class AllExperimentsPage {
    /** In the folder of all output. */
    public static final String FILE = "index.html";

    private static final Section VERDICTS = new Section("verdicts", "All verdicts");

    private final AllExperiments all;

    private AllExperimentsPage(AllExperiments all) {
        this.all = all;
    }

    /**
     * Writes the page as {@value #FILE}, in place whole or not at all.
     *
     * @param folder that of all output; made if it is missing
     * @return the page
     */
    public static Path write(AllExperiments all, Path folder) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(FILE);
        AllExperimentsPage page = new AllExperimentsPage(all);
        HtmlText.write(file, output -> JteallexperimentsGenerated.render(output, null, page));
        return file;
    }

    Page page() {
        List<Section> sections = new ArrayList<>(List.of(VERDICTS));
        all.experiments().forEach(experiment -> sections.add(section(experiment)));
        return new Page(
                "mnist-lab experiments",
                "All experiments",
                "Stored results, listed by mnist:aggregate.",
                sections,
                List.of("report.css"),
                List.of());
    }

    Section verdictsSection() {
        return VERDICTS;
    }

    String sentence() {
        return all.sentence() + ".";
    }

    ReportTable verdicts() {
        return all.verdicts();
    }

    List<String> unreadable() {
        return all.unreadable();
    }

    List<ModuleExperiment> experiments() {
        return all.experiments();
    }

    Section section(ModuleExperiment experiment) {
        return new Section("experiment-" + all.experiments().indexOf(experiment), experiment.title());
    }
}
