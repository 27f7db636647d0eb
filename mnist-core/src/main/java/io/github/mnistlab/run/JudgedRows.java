package io.github.mnistlab.run;

/**
 * How a model was judged that was made elsewhere.
 *
 * @param form what the numbers of its predictions are
 * @param orderChecked whether ids or labels beside its predictions showed that they are in the order of the test rows
 */
public record JudgedRows(PredictionForm form, boolean orderChecked) {}
