/** Runs: how they are planned, what identifies them, how long they may take, and what came out of them. Internal. */
package io.github.mnistlab.run;
