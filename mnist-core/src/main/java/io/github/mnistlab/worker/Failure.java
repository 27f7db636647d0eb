package io.github.mnistlab.worker;

import io.github.mnistlab.data.IoReason;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What made a run fail where nobody expected it, in one line or two, for the console. */
public final class Failure {
    /** Of a library that the system does not let a process execute: what dlopen says of a file. */
    private static final Pattern NOT_EXECUTABLE = Pattern.compile(
            "(/[^:\n]+): [^\n]*(?:failed to map segment|[Oo]peration not permitted|[Pp]ermission denied)[^\n]*");

    private static final String NOEXEC = "Nothing may be executed on the file system ";

    private Failure() {}

    /** The first line of what was thrown and of what is at the bottom of it, and what to do where that is known. */
    static String of(Throwable thrown) {
        Throwable root = thrown;
        String remedy = "";
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            root = cause;
            remedy = remedy.isEmpty() && cause instanceof LinkageError ? remedy(cause) : remedy;
        }
        String first = line(thrown);
        String last = line(root);
        return first + (first.equals(last) ? "" : ", because of " + last) + remedy;
    }

    private static String line(Throwable thrown) {
        String text = thrown instanceof IOException e ? IoReason.of(e) : thrown.toString();
        return text.lines().findFirst().orElse("");
    }

    private static String remedy(Throwable cause) {
        Matcher matcher = NOT_EXECUTABLE.matcher(String.valueOf(cause.getMessage()));
        return matcher.find()
                ? ".\n  " + NOEXEC + place(Path.of(matcher.group(1)))
                        + ". Mount it without noexec, or keep native libraries elsewhere."
                : "";
    }

    /** The file system, such as {@code /mnt/cache (tmpfs)}, and what lies there. */
    private static String place(Path file) {
        try {
            FileStore store = Files.getFileStore(file);
            return store + ", where " + file + " lies";
        } catch (IOException e) {
            return "of " + file;
        }
    }

    /** Whether a run failed because native libraries lie where nothing may be executed. */
    public static boolean isOfNoexec(String reason) {
        return reason.contains(NOEXEC);
    }
}
