package io.github.mnistlab.spark;

import io.github.mnistlab.worker.RunRef;
import java.io.Serializable;

/**
 * What an executor says last of all: a run gives no sign of life, and with it ends the process, since nothing else ends
 * native code.
 *
 * @param message names the run; it says nothing else
 * @param place the process
 * @param seconds for how long
 */
record StalledRun(RunMessage message, ExecutorPlace place, long seconds) implements Serializable {
    RunRef run() {
        return message.parsed().run();
    }
}
