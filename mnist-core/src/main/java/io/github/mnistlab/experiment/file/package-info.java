/** The YAML contract of experiment files: reading, checking, the published schema. Internal. */
package io.github.mnistlab.experiment.file;
