/** Processes that die, and disks that fail, at every place where a file is touched. */
package io.github.mnistlab.crash;
