package io.github.mnistlab.gate;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.mnistlab.gate.finding.Scope;
import java.math.BigDecimal;

/**
 * What a verdict rests on, where it was to be sure. The two bounds are one-sided: each is wrong with a probability of
 * at most one less the confidence.
 *
 * @param scope what the verdict speaks of
 * @param confidence the gate's
 * @param seeds how many seeds the variant was trained with
 * @param estimate what was measured: the metric, or its difference from what it is compared with
 * @param lower what it is at least; nothing if no such bound can be given
 * @param upper what it is at most; nothing if no such bound can be given
 * @param method how the bounds were found
 * @param failurePValue the level at which the gate would just be missed: at most one less the confidence in a failure;
 *     after Holm's correction where gates are judged as a family
 * @param beside what else is worth knowing, as another interval; may be empty
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Evidence(
        Scope scope,
        BigDecimal confidence,
        int seeds,
        double estimate,
        Double lower,
        Double upper,
        String method,
        double failurePValue,
        String beside) {}
