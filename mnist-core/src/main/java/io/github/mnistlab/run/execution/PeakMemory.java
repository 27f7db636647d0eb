package io.github.mnistlab.run.execution;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The most memory that this process ever had resident, native memory included. */
final class PeakMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String HIGH_WATER_MARK = "VmHWM:";

    private PeakMemory() {}

    /** Linux's high-water mark; null where there is none. */
    static Long bytes() {
        try {
            return Files.readAllLines(STATUS, StandardCharsets.UTF_8).stream()
                    .filter(line -> line.startsWith(HIGH_WATER_MARK))
                    .map(line -> line.substring(HIGH_WATER_MARK.length())
                            .replace("kB", "")
                            .strip())
                    .map(kibibytes -> Long.parseLong(kibibytes) * 1024)
                    .findFirst()
                    .orElse(null);
        } catch (IOException | NumberFormatException e) {
            return null;
        }
    }
}
