package io.github.mnistlab.maven.progress;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;

/** A terminal's last lines by JLine, which knows how wide it is and how its cursor moves. */
final class TerminalScreen implements Screen {
    private final Terminal terminal;
    private final Display display;

    private TerminalScreen(Terminal terminal) {
        this.terminal = terminal;
        this.display = new Display(terminal, false);
    }

    /** That of this process; none where there is no terminal, or one that can do nothing but print. */
    static Screen ofThisProcess() {
        try {
            Terminal terminal = TerminalBuilder.builder()
                    .system(true)
                    .dumb(false)
                    .nativeSignals(false)
                    .build();
            return terminal.getSize().getColumns() > 0 ? new TerminalScreen(terminal) : Screen.none();
        } catch (IOException | IllegalStateException | LinkageError e) {
            // It is a convenience: nobody is to lose a build over it.
            return Screen.none();
        }
    }

    @Override
    public void show(List<String> lines) {
        Size size = terminal.getSize();
        display.resize(size);
        int count = Math.min(lines.size(), Math.max(1, size.getRows() - 1));
        List<AttributedString> shown = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String line = new AttributedString(lines.get(i))
                    .columnSubSequence(0, size.getColumns() - 1)
                    .toString();
            // A line that does not end is taken for one that goes on in the next row.
            shown.add(new AttributedString(i < count - 1 ? line + "\n" : line));
        }
        display.update(shown, size.cursorPos(count - 1, shown.get(count - 1).columnLength()));
    }

    @Override
    public void clear() {
        display.update(List.of(), 0);
    }
}
