package io.github.mnistlab.maven.workers;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.plugin.MojoExecutionException;

/** Checks of the parameters of clusters that can be had without one. */
public final class ClusterOptions {
    private static final String CLUSTER = "mnist.cluster.";
    private static final String STANDALONE = "spark://";
    private static final Pattern ADDRESS = Pattern.compile("[^\\s:/,]+:(\\d{1,5})|\\[[0-9a-fA-F:]+]:(\\d{1,5})");
    private static final int MOST_PORTS = 65_535;

    /** Threads, and how often a run may fail; Spark's own tests have {@code local-cluster} too. */
    private static final Pattern LOCAL =
            Pattern.compile("local(\\[(\\*|[1-9]\\d{0,3})(,\\d{1,3})?])?|local-cluster\\[.*]");

    private static final Pattern OTHERS = Pattern.compile("yarn|k8s://\\S+");
    private static final String FORMS = "spark://host:7077, yarn, k8s://https://host:6443, or local[2]";

    private ClusterOptions() {}

    /**
     * Refuses what cannot be, all at once.
     *
     * @param master as it was given, or null
     * @param checkpointDirectory likewise
     * @param typed properties of this call alone: those of a project may be there for another call, which names a master
     */
    public static void require(String master, File checkpointDirectory, Properties typed)
            throws MojoExecutionException {
        List<String> faults = new ArrayList<>();
        if (master == null) {
            List<String> names = typed.stringPropertyNames().stream()
                    .filter(name -> name.startsWith(CLUSTER))
                    .sorted()
                    .toList();
            if (!names.isEmpty()) {
                faults.add(String.join(" and ", names)
                        + " would have no effect without a cluster: say which by mnist.master, " + FORMS
                        + ". For calls that do so now and then, the pom.xml is the place.");
            }
        } else {
            addTo(faults, master);
            if (checkpointDirectory != null && checkpointDirectory.exists() && !checkpointDirectory.isDirectory()) {
                faults.add("mnist.cluster.checkpointDirectory must be a folder that the executors share, but "
                        + checkpointDirectory + " is a file.");
            }
        }
        if (!faults.isEmpty()) {
            throw new MojoExecutionException(String.join("\n", faults));
        }
    }

    private static void addTo(List<String> faults, String master) {
        if (master.startsWith(STANDALONE)) {
            for (String address : master.substring(STANDALONE.length()).split(",", -1)) {
                if (!isAddress(address)) {
                    faults.add("mnist.master is " + master + ", but a standalone master is spark://host:port, or"
                            + " spark://host:port,host:port, with ports from 1 to " + MOST_PORTS + ".");
                    return;
                }
            }
        } else if (!LOCAL.matcher(master).matches() && !OTHERS.matcher(master).matches()) {
            faults.add("mnist.master must be " + FORMS + ", but is '" + master
                    + "'; without it, runs are executed on this machine.");
        }
    }

    private static boolean isAddress(String address) {
        Matcher matcher = ADDRESS.matcher(address);
        if (!matcher.matches()) {
            return false;
        }
        int port = Integer.parseInt(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        return port >= 1 && port <= MOST_PORTS;
    }
}
