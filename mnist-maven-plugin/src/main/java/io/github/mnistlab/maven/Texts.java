package io.github.mnistlab.maven;

/** Small words for messages. */
final class Texts {
    private Texts() {}

    /** {@code 1 run}, {@code 2 runs}. */
    static String count(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
