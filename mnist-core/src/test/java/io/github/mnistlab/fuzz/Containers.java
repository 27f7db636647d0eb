package io.github.mnistlab.fuzz;

import io.github.mnistlab.data.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Files around damaged content whose checksums are right, so that a reader gets to the content. */
final class Containers {
    private static final int PNG_SIGNATURE = 8;

    private Containers() {}

    static byte[] gzip(byte[] content) {
        return written(bytes -> {
            try (OutputStream gzip = new GZIPOutputStream(bytes)) {
                gzip.write(content);
            }
        });
    }

    static byte[] entry(Path zip, String name) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            return file.getInputStream(file.getEntry(name)).readAllBytes();
        }
    }

    /**
     * Makes copies of an archive with one entry more, or in place of another. It is read once, and compressed quickly: what
     * is tested is who reads the copies.
     */
    static UnaryOperator<byte[]> withEntry(Path zip, String name) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : file.stream().toArray(ZipEntry[]::new)) {
                entries.put(entry.getName(), file.getInputStream(entry).readAllBytes());
            }
        }
        entries.putIfAbsent(name, new byte[0]);
        return content -> written(bytes -> {
            try (ZipOutputStream copy = new ZipOutputStream(bytes)) {
                copy.setLevel(Deflater.BEST_SPEED);
                for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                    copy.putNextEntry(new ZipEntry(entry.getKey()));
                    copy.write(entry.getKey().equals(name) ? content : entry.getValue());
                }
            }
        });
    }

    static byte[] withSha256(byte[] content) {
        MessageDigest digest = Sha256.newDigest();
        digest.update(content);
        byte[] sum = digest.digest();
        return ByteBuffer.allocate(content.length + sum.length)
                .put(content)
                .put(sum)
                .array();
    }

    /** With the right checksum wherever there still is a chunk. */
    static byte[] withPngChecksums(byte[] png) {
        ByteBuffer bytes = ByteBuffer.wrap(png.clone());
        int at = PNG_SIGNATURE;
        while (at + 12 <= png.length) {
            int length = bytes.getInt(at);
            if (length < 0 || length > png.length - at - 12) {
                break;
            }
            CRC32 sum = new CRC32();
            sum.update(bytes.array(), at + 4, length + 4);
            bytes.putInt(at + 8 + length, (int) sum.getValue());
            at += 12 + length;
        }
        return bytes.array();
    }

    /** As {@code numpy.save} writes it: float64, all of a row alike. */
    static byte[] numpy(int rows, int columns) {
        String header = "{'descr': '<f8', 'fortran_order': False, 'shape': (" + rows + ", " + columns + "), }\n";
        ByteBuffer file = ByteBuffer.allocate(10 + header.length() + 8 * rows * columns)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0x93)
                .put("NUMPY\1\0".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) header.length())
                .put(header.getBytes(StandardCharsets.US_ASCII));
        while (file.hasRemaining()) {
            file.putDouble(1.0 / columns);
        }
        return file.array();
    }

    private interface Writing {
        void to(OutputStream stream) throws IOException;
    }

    private static byte[] written(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writing.to(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
