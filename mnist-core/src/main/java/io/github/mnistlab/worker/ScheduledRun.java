package io.github.mnistlab.worker;

import io.github.mnistlab.run.RunRef;
import io.github.mnistlab.run.RunRequest;
import java.util.Map;
import java.util.Optional;

/**
 * A run to be executed, and what must have finished before it.
 *
 * @param ref which run
 * @param request what to execute
 * @param environment the variables that choose kernels and threads, of the process that executes it
 * @param parent the run that must have finished first, since it starts from its model; empty for none
 * @param canShareCores whether more cores than one can work on it
 * @param imageBytes of its training rows after balancing, about
 * @param seconds how long it takes one core, by rule of thumb
 */
public record ScheduledRun(
        RunRef ref,
        RunRequest request,
        Map<String, String> environment,
        Optional<RunRef> parent,
        boolean canShareCores,
        long imageBytes,
        double seconds) {}
