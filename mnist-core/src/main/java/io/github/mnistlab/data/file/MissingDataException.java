package io.github.mnistlab.data.file;

import io.github.mnistlab.data.DataException;
import java.nio.file.Path;
import java.util.List;

/**
 * Files of a data set that are in no place searched and were not, or could not be, downloaded. Whoever knows how the
 * user fetches them (which goal, which option) adds that to the message.
 */
public final class MissingDataException extends DataException {
    private static final long serialVersionUID = 1L;

    private final String dataset;
    private final boolean offline;
    private final List<String> files;
    private final List<String> searched;

    private MissingDataException(
            String message, String dataset, boolean offline, List<String> files, List<String> searched) {
        super(message);
        this.dataset = dataset;
        this.offline = offline;
        this.files = List.copyOf(files);
        this.searched = List.copyOf(searched);
    }

    static MissingDataException offline(NamedSet set, List<String> files, List<Path> searched, List<String> damaged) {
        List<String> places = places(searched);
        StringBuilder message =
                new StringBuilder(set.title() + " is not complete: " + String.join(", ", files) + " missing");
        if (!damaged.isEmpty()) {
            message.append(" or damaged:\n  ").append(String.join("\n  ", damaged));
        }
        message.append("\nSearched, for each file also with .gz and with '.idx' for '-idx' in its name:\n  ")
                .append(String.join("\n  ", places))
                .append("\nNothing was downloaded, because of offline mode.");
        return new MissingDataException(message.toString(), set.name(), true, files, places);
    }

    static MissingDataException notDownloaded(NamedSet set, String file, List<Path> searched, List<String> failures) {
        List<String> places = places(searched);
        String message = file + " cannot be downloaded from any mirror:\n  " + String.join("\n  ", failures)
                + "\nSearched before:\n  " + String.join("\n  ", places);
        return new MissingDataException(message, set.name(), false, List.of(file), places);
    }

    private static List<String> places(List<Path> searched) {
        return searched.stream()
                .map(folder -> folder + (folder.toFile().isDirectory() ? "" : " (no such folder)"))
                .toList();
    }

    /** What experiments call the data set. */
    public String dataset() {
        return dataset;
    }

    /** Whether no download was tried, by the user's wish; otherwise every mirror failed. */
    public boolean offline() {
        return offline;
    }

    /** The names of the missing files, without an ending such as {@code .gz}; not empty. */
    public List<String> files() {
        return files;
    }

    /** The folders searched, in this order; one that does not exist says so in brackets. */
    public List<String> searched() {
        return searched;
    }
}
