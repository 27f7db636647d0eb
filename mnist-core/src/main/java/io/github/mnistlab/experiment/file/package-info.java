/**
 * Reading experiment files by their contract: what stands there is bound to an experiment's values, and checked where fields
 * depend on each other; and the published schema. Internal.
 */
package io.github.mnistlab.experiment.file;
