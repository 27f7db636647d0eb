package io.github.mnistlab.maven;

import io.github.mnistlab.lab.Hints;
import java.util.Optional;

/**
 * What a user of Maven types, where Maven was called.
 *
 * @param module the folder of the module that is meant, from there; empty for the project that is there
 */
record MavenHints(String module) implements Hints {
    private static final String OF = " -Dmnist.experiment=";

    private String maven() {
        return module.isEmpty() ? "mvn " : "mvn -pl " + (module.contains(" ") ? "\"" + module + "\"" : module) + " ";
    }

    @Override
    public String run() {
        return maven() + "mnist:experiment";
    }

    @Override
    public String run(String experiment) {
        return run() + OF + experiment;
    }

    @Override
    public String accept() {
        return maven() + accepting();
    }

    @Override
    public String accepting() {
        return "mnist:accept";
    }

    @Override
    public String acceptWithReason(String experiments) {
        return accept() + OF + experiments + " -Dmnist.accept.reason=\"...\"";
    }

    @Override
    public String runAndAccept(String experiment) {
        return run() + " " + accepting() + OF + experiment;
    }

    @Override
    public String fetch(String dataset) {
        return maven() + "mnist:fetch" + (dataset.equals("mnist") ? "" : " -Dmnist.dataset=" + dataset);
    }

    @Override
    public String explore(String dataset) {
        return maven() + "mnist:explore -Dmnist.dataset=" + dataset;
    }

    @Override
    public String explore(String experiment, Optional<String> variant) {
        return maven() + "mnist:explore" + OF + experiment
                + variant.map(name -> " -Dmnist.explore.variant=" + name).orElse("");
    }

    @Override
    public String modelFile() {
        return "-Dmnist.model=model.zip";
    }

    @Override
    public String onnxOptions() {
        return "-Dmnist.model.scale=zero-to-one -Dmnist.model.values=probabilities, and where it has several,"
                + " -Dmnist.model.input, -Dmnist.model.output and -Dmnist.model.layout";
    }

    @Override
    public String workerMemory(String amount) {
        return "-Dmnist.workerMemory=" + amount;
    }

    @Override
    public String setting(String name) {
        return "mnist." + name;
    }
}
