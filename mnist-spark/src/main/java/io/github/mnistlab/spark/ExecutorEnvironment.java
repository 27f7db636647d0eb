package io.github.mnistlab.spark;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.worker.KernelVariables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether an executor's environment is the one that runs are known by: it chooses kernels, and with them bits. */
final class ExecutorEnvironment {
    private ExecutorEnvironment() {}

    /**
     * Refuses another one. Only what was there when the process began counts, for native libraries read it as they load.
     *
     * @param wanted the variables that a run's key has
     * @param here the process's own
     * @throws DataException if one is missing or has another value, or if there is one more of their kind
     */
    static void require(Map<String, String> wanted, Map<String, String> here) {
        List<String> faults = new ArrayList<>();
        new TreeMap<>(wanted).forEach((variable, value) -> {
            if (!value.equals(here.get(variable))) {
                faults.add(fault(variable, value, here));
            }
        });
        new TreeMap<>(here).forEach((variable, value) -> {
            if (KernelVariables.include(variable) && !wanted.containsKey(variable)) {
                faults.add(variable + " must not be set, but is " + value);
            }
        });
        if (!faults.isEmpty()) {
            // Of what chooses kernels the values are told; of other variables they may be secrets.
            throw new DataException(
                    "the executor's environment would change what is computed: "
                            + String.join("; ", faults)
                            + ". It comes from the shell that the cluster's workers were started in, spark-env.sh, YARN's"
                            + " yarn.nodemanager.env-whitelist or admin-env, or the executors' image; what is meant goes into the plugin's <environmentVariables>");
        }
    }

    private static String fault(String variable, String value, Map<String, String> here) {
        boolean isSet = here.containsKey(variable);
        if (!KernelVariables.include(variable)) {
            return variable + " must be what the build sets, but is " + (isSet ? "something else" : "not set");
        }
        return variable + " must be " + value + ", but is " + (isSet ? here.get(variable) : "not set");
    }
}
