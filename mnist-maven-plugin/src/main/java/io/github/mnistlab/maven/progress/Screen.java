package io.github.mnistlab.maven.progress;

import java.util.List;

/** The last lines of a terminal, which change in place. */
interface Screen {
    /** Shows these lines in place of those that were there. */
    void show(List<String> lines);

    /** Takes them away, so that other lines can be printed. */
    void clear();

    /** Where there is no terminal. */
    static Screen none() {
        return new Screen() {
            @Override
            public void show(List<String> lines) {}

            @Override
            public void clear() {}
        };
    }
}
