/** Damaged files, for every reader of what nobody vouches for; docs/security.md says how often they were read. */
package io.github.mnistlab.fuzz;
