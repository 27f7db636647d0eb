package io.github.mnistlab.report.html;

import io.github.mnistlab.report.html.chart.Ids;
import io.github.mnistlab.report.text.PlainText;

/**
 * A part of a page that its contents lead to.
 *
 * @param id unique on its page: small letters, digits and hyphens, a letter first
 * @param title plain text
 */
record Section(String id, String title) {
    /**
     * Makes plain text of the title, whatever it was.
     *
     * @throws IllegalArgumentException if the id is none
     */
    Section {
        Ids.require(id);
        title = PlainText.oneLine(title);
    }
}
