package io.github.mnistlab.maven;

import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;

/** What all goals share: skipping, and the manners of failing. */
abstract class AbstractMnistMojo extends AbstractMojo {
    private final MojoExecution mojo;

    /**
     * Skips every goal of this plugin.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.skip", defaultValue = "false")
    private boolean skip;

    AbstractMnistMojo(MojoExecution mojo) {
        this.mojo = mojo;
    }

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("Skipped: mnist.skip is set.");
            return;
        }
        if (skipsGoal()) {
            getLog().info("Skipped: mnist." + mojo.getGoal() + ".skip is set.");
            return;
        }
        try {
            perform();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MojoExecutionException("Interrupted.", e);
        } catch (RuntimeException e) {
            throw new MojoExecutionException(
                    "mnist:" + mojo.getGoal() + " failed in a way that it should not: " + e
                            + ". This is a defect of the plugin; please report it with the output of `mvn -e`.",
                    e);
        }
    }

    MojoExecution mojo() {
        return mojo;
    }

    /** The version of this plugin, which is the core's too. */
    String version() {
        return mojo.getMojoDescriptor().getPluginDescriptor().getVersion();
    }

    /** Whether the goal's own skip is set. */
    abstract boolean skipsGoal();

    /** Does the goal's work. */
    abstract void perform() throws MojoExecutionException, MojoFailureException, InterruptedException;
}
