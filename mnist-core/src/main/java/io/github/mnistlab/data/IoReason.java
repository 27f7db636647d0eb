package io.github.mnistlab.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The reason why a file could not be read or written, in words. The messages of the JDK's own exceptions are often the bare
 * path, whose reason is the exception's class.
 */
public final class IoReason {
    private static final Map<Class<?>, String> WORDS = Map.of(
            NoSuchFileException.class, "No such file or folder",
            AccessDeniedException.class, "Permission denied",
            FileAlreadyExistsException.class, "It is there already",
            DirectoryNotEmptyException.class, "The folder is not empty",
            NotDirectoryException.class, "It is no folder",
            NotLinkException.class, "It is no link",
            FileSystemLoopException.class, "Its links lead in a circle",
            AtomicMoveNotSupportedException.class, "It cannot be moved there in one step");

    private IoReason() {}

    /** The reason, and of which file it is, if the exception knows that: {@code /data/x: Permission denied}. */
    public static String of(IOException e) {
        return e instanceof FileSystemException failed && failed.getFile() != null
                ? file(failed) + ": " + words(failed)
                : words(e);
    }

    /** The reason alone, where a message names this file already. */
    public static String of(IOException e, Path named) {
        boolean isNamed = e instanceof FileSystemException failed
                && failed.getOtherFile() == null
                && (named.toString().equals(failed.getFile())
                        || named.toAbsolutePath().toString().equals(failed.getFile()));
        return isNamed ? words(e) : of(e);
    }

    private static String file(FileSystemException e) {
        return e.getOtherFile() == null ? e.getFile() : e.getFile() + " -> " + e.getOtherFile();
    }

    private static String words(IOException e) {
        String known = WORDS.get(e.getClass());
        if (e instanceof FileSystemException failed) {
            return failed.getReason() != null ? failed.getReason() : known != null ? known : name(e);
        }
        if (e instanceof CharacterCodingException) {
            return "It is not text in UTF-8";
        }
        boolean says = e.getMessage() != null && !e.getMessage().isBlank();
        if (e instanceof FileNotFoundException && says && !e.getMessage().contains("(")) {
            return e.getMessage() + " (No such file or folder)";
        }
        return says ? e.getMessage() : name(e);
    }

    /** Better than nothing. */
    private static String name(IOException e) {
        return e.getClass().getSimpleName();
    }
}
