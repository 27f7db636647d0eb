package io.github.mnistlab.maven;

import io.github.mnistlab.lab.Hints;
import java.util.Optional;

/** What a user of Maven types. */
final class MavenHints implements Hints {
    private static final String OF = " -Dmnist.experiment=";

    @Override
    public String run() {
        return "mvn mnist:experiment";
    }

    @Override
    public String run(String experiment) {
        return run() + OF + experiment;
    }

    @Override
    public String accept() {
        return "mvn " + accepting();
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
    public String fetch() {
        return "mvn mnist:fetch";
    }

    @Override
    public String explore(String dataset) {
        return "mvn mnist:explore -Dmnist.dataset=" + dataset;
    }

    @Override
    public String explore(String experiment, Optional<String> variant) {
        return "mvn mnist:explore" + OF + experiment
                + variant.map(name -> " -Dmnist.explore.variant=" + name).orElse("");
    }

    @Override
    public String modelFile() {
        return "-Dmnist.model=model.zip";
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
