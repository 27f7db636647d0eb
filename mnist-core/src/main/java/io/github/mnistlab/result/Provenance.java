package io.github.mnistlab.result;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Where results come from, beside what each run says of its own environment.
 *
 * @param version of mnist-lab: of the plugin and the core, which are released as one
 * @param source the sources that the experiment was run from; null outside a git repository
 * @param machine whose machine it was; null unless it was asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Provenance(String version, SourceState source, Machine machine) {

    /**
     * Names of the machine and its user, which are recorded only where somebody asks for them.
     *
     * @param user the user's name
     * @param host the machine's name
     * @param directory the project's folder
     */
    public record Machine(String user, String host, String directory) {}
}
