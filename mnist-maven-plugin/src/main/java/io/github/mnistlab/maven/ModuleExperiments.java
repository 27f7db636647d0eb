package io.github.mnistlab.maven;

import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.experiment.file.ExperimentFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.project.MavenProject;

/**
 * Experiments that are asked for by name where a build has several modules: each module takes its own, and what another one
 * has is no fault here.
 *
 * @param here the names, or patterns of names, that this module is to answer for; those that no module has are among them
 * @param elsewhere those that only other modules have
 */
record ModuleExperiments(List<String> here, List<String> elsewhere) {

    /**
     * @param asked for, by name or pattern
     * @param module this one
     * @param folder of its experiments; where other modules have theirs, seen from each of them
     * @param modules of the build
     */
    static ModuleExperiments of(List<String> asked, MavenProject module, Path folder, List<MavenProject> modules)
            throws MojoExecutionException {
        List<String> here = new ArrayList<>();
        List<String> elsewhere = new ArrayList<>();
        Path base = module.getBasedir() == null ? null : module.getBasedir().toPath();
        for (String pattern : asked) {
            boolean isOnlyElsewhere = base != null
                    && folder.startsWith(base)
                    && !has(folder, pattern)
                    && modules.stream()
                            .filter(other -> !other.equals(module) && other.getBasedir() != null)
                            .map(other -> other.getBasedir().toPath().resolve(base.relativize(folder)))
                            .anyMatch(other -> hasUnchecked(other, pattern));
            (isOnlyElsewhere ? elsewhere : here).add(pattern);
        }
        return new ModuleExperiments(here, elsewhere);
    }

    private static boolean has(Path folder, String pattern) throws MojoExecutionException {
        try {
            return Files.isDirectory(folder)
                    && ExperimentFiles.find(folder, List.of(), List.of()).stream()
                            .anyMatch(file -> ExperimentFiles.isNamed(List.of(pattern), ExperimentFile.nameOf(file)));
        } catch (IllegalArgumentException e) {
            // Two files of one name: whoever reads them says so.
            return true;
        } catch (IOException e) {
            throw new MojoExecutionException("Cannot list " + folder + ": " + IoReason.of(e, folder), e);
        }
    }

    /** What cannot be listed is another module's to tell. */
    private static boolean hasUnchecked(Path folder, String pattern) {
        try {
            return has(folder, pattern);
        } catch (MojoExecutionException e) {
            return false;
        }
    }
}
