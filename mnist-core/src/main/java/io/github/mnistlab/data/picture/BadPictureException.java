package io.github.mnistlab.data.picture;

/** Words for what is wrong with a picture, which go on after its name. */
final class BadPictureException extends Exception {
    private static final long serialVersionUID = 1;

    BadPictureException(String wrong) {
        super(wrong);
    }

    BadPictureException(String wrong, Throwable cause) {
        super(wrong, cause);
    }
}
