package io.github.mnistlab.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;

/** On which machines an experiment is to give the same bits. */
public enum Reproducibility {
    /** On machines with the same kind of processor: the fastest kernels that it has. */
    @JsonProperty("fast")
    FAST,
    /** On every x86-64 machine with AVX2, whoever made it: kernels that they all have, though some have faster ones. */
    @JsonProperty("portable")
    PORTABLE
}
