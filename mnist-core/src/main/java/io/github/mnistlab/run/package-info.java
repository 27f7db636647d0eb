/** Runs: planned, identified, executed, cached. Internal. */
package io.github.mnistlab.run;
