/** Every field of an experiment file, declared once: its name, type, range, default and description. Internal. */
package io.github.mnistlab.experiment.file.contract;
