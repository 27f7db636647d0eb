package io.github.mnistlab.maven;

import java.io.File;
import java.nio.file.Path;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;

/**
 * The module in which a goal runs, or the folder where Maven was called without a project.
 *
 * @param session of the whole build
 * @param mojo the goal
 */
record BuildModule(MavenProject project, MavenSession session, MojoExecution mojo) {

    /** Where Maven was called. */
    Path root() {
        return Path.of(session.getExecutionRootDirectory());
    }

    Path folder() {
        return project.getBasedir() == null ? root() : project.getBasedir().toPath();
    }

    /** Whether the plugin is meant for it. */
    boolean declaresPlugin() {
        String key = mojo.getPlugin().getKey();
        return project.getBuildPlugins().stream()
                .anyMatch(plugin -> plugin.getKey().equals(key));
    }

    /** Whether it has nothing but modules, or nothing to do with the plugin. */
    boolean hasNoExperiments() {
        return !declaresPlugin() || !project.getModules().isEmpty();
    }

    /** What to type where Maven was called, to have something done in this module. */
    MavenHints hints() {
        boolean isRoot = project.isExecutionRoot() || project.getBasedir() == null;
        String module = isRoot || !folder().startsWith(root()) || folder().equals(root())
                ? ""
                : root().relativize(folder()).toString().replace(File.separatorChar, '/');
        return new MavenHints(module);
    }

    /** The given folder; where no project says what its folders are, the one where Maven was called. */
    Path outputDirectory(File given) {
        return project.getFile() == null && given.getPath().contains("${project.")
                ? root().resolve("target").resolve("mnist")
                : given.toPath();
    }

    /** The version of this plugin, which is the core's too. */
    String pluginVersion() {
        return mojo.getMojoDescriptor().getPluginDescriptor().getVersion();
    }
}
