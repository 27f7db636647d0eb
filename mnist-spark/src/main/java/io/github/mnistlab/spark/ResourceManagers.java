package io.github.mnistlab.spark;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.conf.YarnConfiguration;

/** YARN's ResourceManagers, as Hadoop's configuration has them. */
final class ResourceManagers {
    private ResourceManagers() {}

    /**
     * Where each of them takes applications: {@code host:port}.
     *
     * @param hadoop with {@code yarn-site.xml} on the class path
     */
    static List<String> addresses(Configuration hadoop) {
        Configuration yarn = new YarnConfiguration(hadoop);
        if (!yarn.getBoolean(YarnConfiguration.RM_HA_ENABLED, false)) {
            return List.of(address(yarn, ""));
        }
        // Where one stands in for another, each has a name, which its settings end with.
        return yarn.getTrimmedStringCollection(YarnConfiguration.RM_HA_IDS).stream()
                .map(name -> address(yarn, "." + name))
                .toList();
    }

    private static String address(Configuration yarn, String name) {
        String host = yarn.getTrimmed(YarnConfiguration.RM_HOSTNAME + name);
        String address = yarn.getTrimmed(YarnConfiguration.RM_ADDRESS + name, host);
        return address != null && address.contains(":") ? address : address + ":" + YarnConfiguration.DEFAULT_RM_PORT;
    }
}
