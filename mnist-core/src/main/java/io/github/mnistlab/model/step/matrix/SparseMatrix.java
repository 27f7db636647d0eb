package io.github.mnistlab.model.step.matrix;

import java.util.Arrays;

/**
 * A batch's inputs that are not zero, row by row and again column by column. The first column is ones, and then there is one for each
 * input.
 */
public final class SparseMatrix {
    private final Lines rows;
    private final Lines columns;

    /**
     * @param capacity the most rows
     */
    public SparseMatrix(int capacity, int inputs) {
        this.rows = new Lines(capacity);
        this.columns = new Lines(1 + inputs);
    }

    public Lines rows() {
        return rows;
    }

    public Lines columns() {
        return columns;
    }

    /** Rows, or columns: the entries of line {@code i} are numbers {@code starts[i]} to {@code starts[i + 1] - 1}. */
    public static final class Lines {
        private final int[] starts;
        private int[] indices = new int[0];
        private float[] values = new float[0];
        private int count;
        private int entries;

        private Lines(int most) {
            this.starts = new int[most + 1];
        }

        public void clear() {
            count = 0;
            entries = 0;
        }

        public int entries() {
            return entries;
        }

        /** Makes room for more entries; how many there will be, no batch tells beforehand. */
        private void reserve(int more) {
            if (indices.length - entries < more) {
                int length = Math.max(Math.addExact(entries, more), indices.length / 2 * 3);
                indices = Arrays.copyOf(indices, length);
                values = Arrays.copyOf(values, length);
            }
        }

        /** Adds an entry to the line that {@link #endLine} will end. A line's indices ascend. */
        public void add(int index, float value) {
            reserve(1);
            indices[entries] = index;
            values[entries++] = value;
        }

        /** Adds {@code count} entries. */
        public void add(int[] more, float[] theirs, int count) {
            reserve(count);
            System.arraycopy(more, 0, indices, entries, count);
            System.arraycopy(theirs, 0, values, entries, count);
            entries += count;
        }

        /** Adds as many of the numbers as are not zero, by their places. There is no branch, as none could be predicted. */
        public void addNotZero(float[] numbers) {
            reserve(numbers.length);
            int at = entries;
            for (int i = 0; i < numbers.length; i++) {
                float value = numbers[i];
                indices[at] = i;
                values[at] = value;
                // One, if any bit is set.
                at += (Float.floatToRawIntBits(value) + Integer.MAX_VALUE) >>> (Integer.SIZE - 1);
            }
            entries = at;
        }

        public void endLine() {
            starts[++count] = entries;
        }

        /**
         * Overwrites them with what the other lines have across.
         *
         * @param lines how many there are of these
         */
        public void setToTranspose(Lines others, int lines) {
            clear();
            reserve(others.entries);
            count = lines;
            entries = others.entries;
            // A place first has the number of its line's entries, and then where the next of these goes.
            Arrays.fill(starts, 0, lines + 1, 0);
            for (int i = 0; i < entries; i++) {
                starts[others.indices[i]]++;
            }
            int before = 0;
            for (int line = 0; line < lines; line++) {
                int length = starts[line];
                starts[line] = before;
                before += length;
            }
            for (int other = 0; other < others.count; other++) {
                for (int i = others.starts[other]; i < others.starts[other + 1]; i++) {
                    int place = starts[others.indices[i]]++;
                    indices[place] = other;
                    values[place] = others.values[i];
                }
            }
            // Which has come to where the next line starts.
            System.arraycopy(starts, 0, starts, 1, lines);
            starts[0] = 0;
        }

        /**
         * Adds to {@code sum} the vectors that a line's entries are the factors of.
         *
         * @param count how many numbers of each vector
         * @param vectors by the entries' indices
         */
        public void addTo(float[] sum, int count, float[][] vectors, int line) {
            WeightedSum.add(sum, count, vectors, indices, values, starts[line], starts[line + 1]);
        }
    }
}
