package io.github.mnistlab.report.html;

import gg.jte.TemplateOutput;
import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.util.function.Consumer;

/** The text that a template makes, with everything that is put into it escaped for the place where it stands. */
public final class HtmlText {
    private static final int USUAL_SIZE = 2 << 20;

    private HtmlText() {}

    /**
     * @param template calls a compiled template, as {@code output -> JtereportGenerated.render(output, null, report)}
     * @return lines that end in line feeds
     */
    public static String of(Consumer<HtmlTemplateOutput> template) {
        TemplateOutput text = new StringOutput(USUAL_SIZE);
        template.accept(new OwaspHtmlTemplateOutput(text));
        return text.toString();
    }
}
