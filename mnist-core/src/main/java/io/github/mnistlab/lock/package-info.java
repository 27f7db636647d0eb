/** What was accepted: the lock file, comparison with it, reproduction. Internal, but for what {@code lab} hands out. */
package io.github.mnistlab.lock;
