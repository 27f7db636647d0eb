/** The files of a new project, or of one that gets its first experiment. Types here are for the goal alone. */
package io.github.mnistlab.maven.init;
