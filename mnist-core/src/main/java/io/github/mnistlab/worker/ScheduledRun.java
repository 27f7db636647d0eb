package io.github.mnistlab.worker;

import io.github.mnistlab.run.ParentModel;
import io.github.mnistlab.run.RunRef;
import io.github.mnistlab.run.RunRequest;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A run to be executed, and what must have finished before it.
 *
 * @param ref which run
 * @param request what to execute
 * @param environment the variables that choose kernels and threads, of the process that executes it
 * @param parent what must have finished first, since it starts from its model; empty for none
 * @param canShareCores whether more cores than one can work on it
 * @param imageBytes of its training rows after balancing, about
 * @param seconds how long it takes one core, by rule of thumb
 */
public record ScheduledRun(
        RunRef ref,
        RunRequest request,
        Map<String, String> environment,
        Optional<Parent> parent,
        boolean canShareCores,
        long imageBytes,
        double seconds) {

    /**
     * A run that another one waits for.
     *
     * @param model where it leaves its model
     */
    public record Parent(RunRef run, Path model) {}

    /** The run that must have finished before; empty for none. */
    public Optional<RunRef> awaits() {
        return parent.map(Parent::run);
    }

    /**
     * The same once its parent has finished: it starts from the model there, and waits for nothing.
     *
     * @param parameterDigest of the parameters that the parent has told
     */
    ScheduledRun after(String parameterDigest) {
        ParentModel model = new ParentModel(parent.orElseThrow().model(), parameterDigest);
        return new ScheduledRun(
                ref, request.startingFrom(model), environment, Optional.empty(), canShareCores, imageBytes, seconds);
    }
}
