package io.github.mnistlab.lab;

import java.util.Optional;

/**
 * What a user types, for texts that say what to do next. The lab does not know who calls it: a Maven goal names Maven's
 * commands, and by default the methods of {@link Lab} are named.
 */
public interface Hints {
    /** To run all experiments. */
    String run();

    /** To run one experiment. */
    String run(String experiment);

    /** To accept results. */
    String accept();

    /** To accept results, as it is called in a sentence. */
    default String accepting() {
        return accept();
    }

    /**
     * To accept results though something speaks against it.
     *
     * @param experiments names, separated by commas
     */
    String acceptWithReason(String experiments);

    /** To run an experiment and accept its results. */
    String runAndAccept(String experiment);

    /** To fetch a public data set. */
    String fetch(String dataset);

    /** To look at a data set. */
    String explore(String dataset);

    /** To look at the rows of an experiment, of a certain variant or the first. */
    String explore(String experiment, Optional<String> variant);

    /** To predict with a file's model. */
    String modelFile();

    /** To say how an ONNX file is asked, for reading pictures. */
    default String onnxOptions() {
        return "Model.File, with input and output";
    }

    /** To give workers more memory, {@code 8g}. */
    String workerMemory(String amount);

    /** The name of a setting, such as {@code backend}. */
    String setting(String name);

    /** Names the methods of {@link Lab}. */
    static Hints ofJava() {
        return new Hints() {
            @Override
            public String run() {
                return "Lab.train";
            }

            @Override
            public String run(String experiment) {
                return "Lab.train, with the experiment " + experiment;
            }

            @Override
            public String accept() {
                return "Lab.accept";
            }

            @Override
            public String acceptWithReason(String experiments) {
                return "Lab.accept, with a reason, of " + experiments;
            }

            @Override
            public String runAndAccept(String experiment) {
                return "Lab.train and Lab.accept, with the experiment " + experiment;
            }

            @Override
            public String fetch(String dataset) {
                return "Lab.fetch, of " + dataset;
            }

            @Override
            public String explore(String dataset) {
                return "Lab.explore, of " + dataset;
            }

            @Override
            public String explore(String experiment, Optional<String> variant) {
                return "Lab.explore, of " + experiment
                        + variant.map(name -> ", variant " + name).orElse("");
            }

            @Override
            public String modelFile() {
                return "Model.File";
            }

            @Override
            public String workerMemory(String amount) {
                return "Workers.withMemory(\"" + amount + "\")";
            }

            @Override
            public String setting(String name) {
                return name;
            }
        };
    }
}
