package io.github.mnistlab.maven;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;

/** Whether somebody sits before this build. */
final class Terminal {
    private Terminal() {}

    /** The console of a user who can be asked; none under {@code -B}, or where input or output is not a terminal. */
    static Optional<Console> of(MavenSession session) {
        return session.getRequest().isInteractiveMode()
                ? Optional.ofNullable(System.console()).filter(Terminal::isTerminal)
                : Optional.empty();
    }

    /** From Java 22 on there is a console without a terminal too, and a method that tells. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException e) {
            return false;
        }
    }
}
