package io.github.mnistlab.maven.init;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A system that builds what is pushed, and the file that tells it how. */
public enum CiSystem implements Choice {
    /** None. */
    NONE("none", "none for now", null, null),

    /** GitHub Actions. */
    GITHUB("github", "GitHub Actions", ".github/workflows/experiments.yml", "github.yml"),

    /** GitLab CI. */
    GITLAB("gitlab", "GitLab CI", ".gitlab-ci.yml", "gitlab-ci.yml"),

    /** A Jenkins pipeline. */
    JENKINS("jenkins", "Jenkins", "Jenkinsfile", "Jenkinsfile");

    private final String option;
    private final String description;
    private final String file;
    private final String template;

    CiSystem(String option, String description, String file, String template) {
        this.option = option;
        this.description = description;
        this.file = file;
        this.template = template;
    }

    @Override
    public String option() {
        return option;
    }

    @Override
    public String description() {
        return description;
    }

    /**
     * What goes into a project; nothing for no system.
     *
     * @param version the plugin's, whose action GitHub takes
     */
    List<PlannedFile> files(Path project, String version) {
        Map<String, String> values = Map.of("action", version.endsWith("-SNAPSHOT") ? "main" : "v" + version);
        return file == null
                ? List.of()
                : List.of(PlannedFile.of(project.resolve(file), Template.text(template, values), true));
    }
}
