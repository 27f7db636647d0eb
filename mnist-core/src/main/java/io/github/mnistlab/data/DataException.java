package io.github.mnistlab.data;

/**
 * Data that is missing, damaged, or too little for what is asked of it. The message names the file or the setting, what
 * was found and what would be right, and can be shown to a user as it stands.
 *
 * <p>Unchecked, because no caller can mend data: it is reported where a goal or a worker ends.
 */
public class DataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what, where, which value was found, what would be right */
    public DataException(String message) {
        super(message);
    }

    /**
     * @param message what, where, which value was found, what would be right
     * @param cause what the platform said
     */
    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
