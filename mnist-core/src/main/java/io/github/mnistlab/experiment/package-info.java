/** The YAML contract, the plan, runs and their results. */
package io.github.mnistlab.experiment;
