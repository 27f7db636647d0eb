package io.github.mnistlab.report.html.chart;

import io.github.mnistlab.report.text.PlainText;
import java.util.List;

/**
 * A figure that {@code charts.js} draws, with a title, a text that says what one sees (also for those who do not see it),
 * and its numbers as a table that can be opened. In a template: {@code @template.chart(chart = ...)}.
 *
 * @param id unique on its page
 * @param title of the figure
 * @param description what is drawn, and what there is to be seen
 * @param x the axis along
 * @param y the axis up; of categories, they run from the top
 * @param height of the drawing in CSS pixels; of no meaning where y has categories, each of which takes its room
 * @param choice what one chooses among where there are several views, as {@code Metric}
 * @param views at least one; the first is shown first
 */
public record Chart(
        String id, String title, String description, Axis x, Axis y, int height, String choice, List<View> views) {
    /** Of a figure in a column of text. */
    public static final int HEIGHT = 340;

    /**
     * What is drawn at one time.
     *
     * @param label what it is called in the choice
     * @param series drawn in this order
     */
    public record View(String label, List<Series> series) {
        /** Makes plain text of the label, whatever it was. */
        public View {
            label = PlainText.oneLine(label);
            series = List.copyOf(series);
        }
    }

    /** Makes plain text of the texts, whatever they were. */
    public Chart {
        Ids.require(id);
        title = PlainText.oneLine(title);
        description = PlainText.oneLine(description);
        choice = PlainText.oneLine(choice);
        views = List.copyOf(views);
        if (views.isEmpty()) {
            throw new IllegalArgumentException("chart " + id + " must have a view");
        }
    }

    /** One view, of the common height. */
    public static Chart of(String id, String title, String description, Axis x, Axis y, List<Series> series) {
        return new Chart(id, title, description, x, y, HEIGHT, "", List.of(new View("", series)));
    }

    /** Several views, of the common height. */
    public static Chart choosing(
            String choice, String id, String title, String description, Axis x, Axis y, List<View> views) {
        return new Chart(id, title, description, x, y, HEIGHT, choice, views);
    }

    /** What the script draws it from. */
    public String json() {
        return PageJson.of(new Data(x, y, height, views));
    }

    private record Data(Axis x, Axis y, int height, List<View> views) {}
}
