/** How far runs are, told to somebody who waits. Types here are for the goals alone. */
package io.github.mnistlab.maven.progress;
