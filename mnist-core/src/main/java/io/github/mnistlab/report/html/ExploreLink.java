package io.github.mnistlab.report.html;

import io.github.mnistlab.report.text.PlainText;

/**
 * The way from an experiment's page to the one about its training rows.
 *
 * @param command makes that page
 * @param page where it is, relative to the experiment's; empty where it is not there yet
 */
record ExploreLink(String command, String page) {
    /** Makes plain text of the command, whatever it was. */
    ExploreLink {
        command = PlainText.oneLine(command);
    }
}
