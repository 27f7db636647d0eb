package io.github.mnistlab.result;

import java.io.IOException;
import java.nio.file.Path;

/** A process that prints the digest of the changes in the repository around its working folder. */
final class GitStateProcess {
    private GitStateProcess() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws IOException {
        System.out.println(GitRepository.containing(Path.of(""))
                .orElseThrow()
                .state()
                .orElseThrow()
                .changes());
    }
}
