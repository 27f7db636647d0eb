package io.github.mnistlab.data.folder;

import io.github.mnistlab.data.Examples;
import io.github.mnistlab.data.Faults;
import io.github.mnistlab.data.FolderSpec;
import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.picture.PictureException;
import io.github.mnistlab.data.picture.PictureFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** The pictures of a data set, all in memory, on the way to images of one shape. */
final class ReadPictures {
    /** More bytes than that are not held, nor a third of what memory there is: images are put together from pictures. */
    private static final long MOST_BYTES =
            Math.min(1L << 30, Runtime.getRuntime().maxMemory() / 3);

    /**
     * A picture's file, and what became of it.
     *
     * @param part 0 for training pictures, or all; 1 for test pictures
     * @param label of its class
     */
    private record Row(int part, int label, Path file) {}

    private final List<Row> rows;

    /** By row; null where a picture could not be read. */
    private final Pixels[] pixels;

    private ReadPictures(List<Row> rows, Pixels[] pixels) {
        this.rows = rows;
        this.pixels = pixels;
    }

    /**
     * Reads them, several at once.
     *
     * @param parts the folders of each part's classes
     * @param names of the classes; pictures of others are passed over
     * @param faults is told of pictures that cannot be read, and of too many
     */
    static ReadPictures of(List<List<ClassFolder>> parts, List<String> names, FolderSpec spec, Faults faults) {
        List<Row> rows = new ArrayList<>();
        for (int part = 0; part < parts.size(); part++) {
            for (int label = 0; label < names.size(); label++) {
                for (ClassFolder folder : parts.get(part)) {
                    if (folder.name().equals(names.get(label))) {
                        for (Path file : folder.pictures()) {
                            rows.add(new Row(part, label, file));
                        }
                    }
                }
            }
        }
        ReadPictures read = new ReadPictures(rows, new Pixels[rows.size()]);
        if (rows.size() > Examples.MAX_ROWS) {
            faults.add("there are " + rows.size() + " pictures, but at most " + Examples.MAX_ROWS + " can be taken");
        } else {
            read.readAll(spec, faults);
        }
        return read;
    }

    private void readAll(FolderSpec spec, Faults faults) {
        String[] wrong = new String[rows.size()];
        AtomicLong bytes = new AtomicLong();
        IntStream.range(0, rows.size()).parallel().forEach(row -> {
            Path file = rows.get(row).file();
            try {
                if (bytes.get() <= MOST_BYTES) {
                    pixels[row] = read(file, spec);
                    bytes.addAndGet(pixels[row].bytes().length);
                }
            } catch (PictureException e) {
                wrong[row] = e.getMessage();
            } catch (IOException e) {
                wrong[row] = file + " cannot be read: " + IoReason.of(e, file);
            }
        });
        // In the order of rows, whichever was read first.
        Arrays.stream(wrong).filter(fault -> fault != null).forEach(faults::add);
        requireMemory(bytes.get(), faults);
    }

    private static void requireMemory(long bytes, Faults faults) {
        if (bytes > MOST_BYTES) {
            faults.add(
                    "its pixels take more than " + (MOST_BYTES >> 20)
                            + " MiB; scale them down (resize: {height: …, width: …}), or give this process more memory, up to 3 GiB");
        }
    }

    private static Pixels read(Path file, FolderSpec spec) throws IOException {
        Pixels picture = Pixels.of(PictureFile.read(file), spec.color());
        return spec.resize() == null ? picture : picture.scaledTo(PixelSize.of(spec.resize()));
    }

    /**
     * The shape that all of them have, in colour if any of them is.
     *
     * @param faults is told of pictures that have another size than most
     */
    ImageShape shape(Faults faults) {
        Map<PixelSize, Integer> sizes = new HashMap<>();
        int channels = 1;
        for (Pixels one : pixels) {
            if (one != null) {
                sizes.merge(one.size(), 1, Integer::sum);
                channels = Math.max(channels, one.channels());
            }
        }
        if (sizes.isEmpty()) {
            return ImageShape.MNIST;
        }
        PixelSize usual = sizes.entrySet().stream()
                .max(Map.Entry.<PixelSize, Integer>comparingByValue()
                        .thenComparing(size -> size.getKey().toString(), Comparator.reverseOrder()))
                .orElseThrow()
                .getKey();
        if (sizes.size() > 1) {
            String remedy = "; write resize: {height: " + usual.height() + ", width: " + usual.width()
                    + "} to have all of one size";
            IntStream.range(0, pixels.length)
                    .filter(row -> pixels[row] != null && !pixels[row].size().equals(usual))
                    .forEach(row -> faults.add(rows.get(row).file() + " has " + pixels[row].size()
                            + " pixels (height×width), but " + sizes.get(usual) + " of " + rows.size()
                            + " pictures have " + usual + remedy));
        }
        if (!usual.isOfAnImage()) {
            faults.add("its pictures have " + usual + " pixels (height×width), but images have at most "
                    + ImageShape.MAX_SIDE + " a side; write resize: {height: …, width: …}");
            return ImageShape.MNIST;
        }
        ImageShape shape = new ImageShape(usual.height(), usual.width(), channels);
        requireMemory((long) rows.size() * shape.values(), faults);
        return shape;
    }

    /** The images of a part, whose pictures are forgotten. */
    LabeledImages images(int part, ImageShape shape, int classes) {
        int[] own = IntStream.range(0, rows.size())
                .filter(row -> rows.get(row).part() == part)
                .toArray();
        byte[] all = new byte[Math.multiplyExact(own.length, shape.values())];
        byte[] labels = new byte[own.length];
        for (int i = 0; i < own.length; i++) {
            pixels[own[i]].copyTo(all, i, shape);
            pixels[own[i]] = null;
            labels[i] = (byte) rows.get(own[i]).label();
        }
        return new LabeledImages(shape, all, labels, classes);
    }
}
