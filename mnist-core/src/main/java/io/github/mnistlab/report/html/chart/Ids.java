package io.github.mnistlab.report.html.chart;

import java.util.regex.Pattern;

/** Names of elements. They are chosen by code, never made from what a file says. */
public final class Ids {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]*");

    private Ids() {}

    /** @throws IllegalArgumentException if it is not fit to be an element's name */
    public static void require(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "an element's id must be small letters, digits and hyphens, a letter first, but is '" + id + "'");
        }
    }
}
