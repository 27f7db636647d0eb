package io.github.mnistlab.data.file.csv;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that may hold so many bytes and no more, so that a small gzip file cannot fill a machine. */
final class BoundedInput extends FilterInputStream {
    private final long most;
    private long left;

    /**
     * @param most bytes
     */
    BoundedInput(InputStream in, long most) {
        super(in);
        this.most = most;
        this.left = most;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) {
            count(1);
        }
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        if (count > 0) {
            count(count);
        }
        return count;
    }

    private void count(int bytes) throws IOException {
        left -= bytes;
        if (left < 0) {
            throw new IOException("it holds more than " + most + " bytes, which is more than these rows can take");
        }
    }
}
