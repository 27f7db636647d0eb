/** Rules and verdicts. */
package io.github.mnistlab.gate;
