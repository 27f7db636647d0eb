/** Optimizers' rules: what a step makes of a gradient. Internal. */
package io.github.mnistlab.model.step.update;
