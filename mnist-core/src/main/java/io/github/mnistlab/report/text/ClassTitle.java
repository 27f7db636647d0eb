package io.github.mnistlab.report.text;

/** What stands above things of one class: its name, or {@code Class 3} where that is a number. */
public final class ClassTitle {
    private ClassTitle() {}

    /** The title of a class of this name. */
    public static String of(String name) {
        return name.matches("-?\\d+") ? "Class " + name : name;
    }
}
