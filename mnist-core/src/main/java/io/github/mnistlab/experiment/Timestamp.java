package io.github.mnistlab.experiment;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How moments are written. */
final class Timestamp {
    private Timestamp() {}

    /** ISO 8601 in UTC, to the second. */
    static String of(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
