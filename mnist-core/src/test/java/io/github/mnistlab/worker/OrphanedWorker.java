package io.github.mnistlab.worker;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A parent to be killed: runs a long experiment and prints the process number of its worker once that trains. */
final class OrphanedWorker {
    private OrphanedWorker() {}

    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Recording announcing =
                new Recording(run -> ProcessHandle.current().children().forEach(worker -> out.println(worker.pid())));
        new Trial(Path.of(arguments[0])).run("""
                        name: trial
                        dataset: {source: generated-digits, training: 600, test: 200}
                        model: {hidden: [32]}
                        training: {epochs: 100000, batchSize: 32}
                        """, 1, announcing);
    }
}
