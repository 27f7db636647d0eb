/** Where runs are executed and on what: class paths that Maven resolves, a build's slots, a cluster. Types here are for the goals alone. */
package io.github.mnistlab.maven.workers;
