/** Training: the steps and the loop around them. Internal. */
package io.github.mnistlab.model.step;
