/** An experiment file's text as a tree whose nodes know their places, read as untrusted data, and the faults that are found at them. Internal. */
package io.github.mnistlab.experiment.file.yaml;
