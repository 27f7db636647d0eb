/** Rules and verdicts. Internal, but for what {@code lab} hands out. */
package io.github.mnistlab.gate;
