package io.github.mnistlab.maven.workers;

import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;

/** The settings of Spark's that a user gives, by the plugin's configuration or by properties. */
public final class SparkProperties {
    private static final String PREFIX = "spark.";

    private SparkProperties() {}

    /**
     * @param configured in the plugin's configuration, or null; properties of the project win over it, and those of the
     *     command line over these
     */
    public static Map<String, String> of(Map<String, String> configured, MavenProject project, MavenSession session) {
        Map<String, String> settings = new TreeMap<>(configured == null ? Map.of() : configured);
        addTo(settings, project.getProperties());
        addTo(settings, session.getUserProperties());
        return settings;
    }

    private static void addTo(Map<String, String> settings, Properties properties) {
        for (String name : properties.stringPropertyNames()) {
            if (name.startsWith(PREFIX)) {
                settings.put(name, properties.getProperty(name));
            }
        }
    }
}
