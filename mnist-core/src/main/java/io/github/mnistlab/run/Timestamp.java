package io.github.mnistlab.run;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How moments are written. */
public final class Timestamp {
    private Timestamp() {}

    /** ISO 8601 in UTC, to the second. */
    public static String of(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
