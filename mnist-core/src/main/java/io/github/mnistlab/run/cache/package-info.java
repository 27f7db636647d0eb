/** The folder of finished runs: each found by its identity, checked before it is used, and removed when there is no room left. Internal. */
package io.github.mnistlab.run.cache;
