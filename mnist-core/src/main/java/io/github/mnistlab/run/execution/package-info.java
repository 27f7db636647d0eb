/** What becomes of a run: a model is trained, one from elsewhere is judged, or others are joined into an ensemble. Internal. */
package io.github.mnistlab.run.execution;
