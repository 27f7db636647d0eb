/** The forked process: its main, its messages, its launcher. */
package io.github.mnistlab.worker;
