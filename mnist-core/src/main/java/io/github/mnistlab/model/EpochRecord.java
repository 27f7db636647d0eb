package io.github.mnistlab.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One epoch of training in numbers.
 *
 * <p>Losses are Keras's: the mean cross-entropy of the rows in nats, plus the L2 penalty where there is one. Where classes
 * have weights, a training row's cross-entropy is multiplied by that of its class, and the sum still divided by the number
 * of rows; validation rows are never weighted, so that the two losses do not compare then. Those of the
 * training rows are running means, each row seen by the parameters that its batch found (dropout included); those of the
 * validation rows are taken with the parameters at the epoch's end. A probability below 1e-10 counts as 1e-10.
 *
 * @param epoch from 1
 * @param trainingLoss over all rows of the epoch
 * @param trainingAccuracy share of rows whose most probable class was right, 0 to 1
 * @param validationLoss null where there are no validation rows
 * @param validationAccuracy null where there are no validation rows
 * @param learningRate the epoch's, after the schedule
 * @param parameterDigest SHA-256, in hexadecimal, of all parameters as little-endian float32 at the epoch's end
 * @param seconds wall time, validation included
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EpochRecord(
        int epoch,
        double trainingLoss,
        double trainingAccuracy,
        Double validationLoss,
        Double validationAccuracy,
        double learningRate,
        String parameterDigest,
        double seconds) {}
