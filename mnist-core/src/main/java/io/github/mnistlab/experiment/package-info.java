/** What an experiment is: values only, complete and checked when they are built. Part of the documented API. */
package io.github.mnistlab.experiment;
