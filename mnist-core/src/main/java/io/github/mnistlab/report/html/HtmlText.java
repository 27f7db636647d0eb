package io.github.mnistlab.report.html;

import gg.jte.TemplateOutput;
import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import gg.jte.output.WriterOutput;
import io.github.mnistlab.disk.WholeFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The text that a template makes, with everything that is put into it escaped for the place where it stands. */
final class HtmlText {
    private static final int USUAL_SIZE = 2 << 20;

    private HtmlText() {}

    /**
     * The text in memory.
     *
     * @param template calls a compiled template, as {@code output -> JtereportGenerated.render(output, null, report)}
     * @return lines that end in line feeds
     */
    static String of(Consumer<HtmlTemplateOutput> template) {
        TemplateOutput text = new StringOutput(USUAL_SIZE);
        template.accept(new OwaspHtmlTemplateOutput(text));
        return text.toString();
    }

    /**
     * Writes the text as it comes about, as UTF-8. The file is in place whole or not at all.
     *
     * @param file its folder is made if it is missing
     * @param template as for {@link #of}
     * @throws IOException if it cannot be written
     */
    static void write(Path file, Consumer<HtmlTemplateOutput> template) throws IOException {
        Files.createDirectories(file.getParent());
        WholeFile.write(file, stream -> write(stream, template));
    }

    /** The same with a stamp below. */
    static void write(Path file, PageStamp stamp, Consumer<HtmlTemplateOutput> template) throws IOException {
        Files.createDirectories(file.getParent());
        WholeFile.write(file, stream -> stamp.write(stream, page -> write(page, template)));
    }

    private static void write(OutputStream stream, Consumer<HtmlTemplateOutput> template) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
        try {
            template.accept(new OwaspHtmlTemplateOutput(new WriterOutput(writer)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        writer.flush();
    }
}
