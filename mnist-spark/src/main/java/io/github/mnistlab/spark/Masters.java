package io.github.mnistlab.spark;

/** Kinds of masters, as Spark tells them apart. */
final class Masters {
    private Masters() {}

    /** Whether runs are executed in the driver. */
    static boolean isLocal(String master) {
        return master.equals("local") || master.startsWith("local[");
    }

    static boolean isYarn(String master) {
        return master.equals("yarn");
    }

    static boolean isKubernetes(String master) {
        return master.startsWith("k8s://");
    }

    /** Whether an application asks it for executors, where others give all that they have. */
    static boolean startsExecutors(String master) {
        return isYarn(master) || isKubernetes(master);
    }
}
