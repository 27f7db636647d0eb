package io.github.mnistlab.report.html;

import io.github.mnistlab.report.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What stands around a page's content: the shell, {@code page.jte}. A page is one file that needs no network: its
 * Content-Security-Policy forbids everything but images that it holds itself, and the very scripts and style sheet that
 * are named here, by their SHA-256.
 */
final class Page {
    private static final String COMMON_STYLE = "page.css";
    private static final String SCHEME = "scheme.js";
    private static final List<String> COMMON_SCRIPTS = List.of("echarts/echarts.common.min.js", "page.js", "charts.js");

    private final String kind;
    private final String title;
    private final String footer;
    private final List<Section> sections;
    private final String style;
    private final List<String> scripts;

    /**
     * @param kind what sort of page it is, for the bar at its top, as {@code mnist-lab experiment}
     * @param title for the browser's window
     * @param footer what the last line says
     * @param sections in their order; the page's content has them, made with {@code section.jte}
     * @param ownStyles names of further style sheets, resources beside this class
     * @param ownScripts names of further scripts, resources beside this class; they run last, when the page's content is
     *     there, and find functions of the common ones in {@code window.mnistLab}
     */
    Page(
            String kind,
            String title,
            String footer,
            List<Section> sections,
            List<String> ownStyles,
            List<String> ownScripts) {
        this.kind = PlainText.oneLine(kind);
        this.title = PlainText.oneLine(title);
        this.footer = PlainText.oneLine(footer);
        this.sections = List.copyOf(sections);
        List<String> styles = new ArrayList<>(List.of(COMMON_STYLE));
        styles.addAll(ownStyles);
        this.style = styles.stream().map(Resources::style).collect(Collectors.joining("\n"));
        this.scripts = Stream.concat(COMMON_SCRIPTS.stream(), ownScripts.stream())
                .map(Resources::script)
                .toList();
    }

    /** What sort of page it is. */
    String kind() {
        return kind;
    }

    /** For the browser's window. */
    String title() {
        return title;
    }

    /** What the last line says. */
    String footer() {
        return footer;
    }

    /** In their order. */
    List<Section> sections() {
        return sections;
    }

    /** The style sheet. Holds nothing that came from a user. */
    String style() {
        return style;
    }

    /** The script that runs before anything is shown. */
    String schemeScript() {
        return Resources.script(SCHEME);
    }

    /** The scripts that run when the content is there, in their order. Hold nothing that came from a user. */
    List<String> scripts() {
        return scripts;
    }

    /** What the browser is to let this page do: show its images, run its scripts. */
    String contentSecurityPolicy() {
        String hashes = Stream.concat(Stream.of(schemeScript()), scripts.stream())
                .map(Resources::hashSource)
                .collect(Collectors.joining(" "));
        return "default-src 'none'; img-src data:; script-src " + hashes + "; style-src " + Resources.hashSource(style)
                + "; base-uri 'none'; form-action 'none'";
    }
}
