/** How much a trained model leans on each column of a table: measured once, at the end of its run. */
package io.github.mnistlab.run.importance;
