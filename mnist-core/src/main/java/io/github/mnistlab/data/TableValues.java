package io.github.mnistlab.data;

/** The numbers of a table, wherever they are. */
interface TableValues {
    /** A number. */
    double value(int row, int column);

    /** Numbers that are held, in pieces of so many rows that a table of any size needs no array as large as itself. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    record Held(double[][] pieces, int shift, int width) implements TableValues {
        /** Of a single piece. */
        private static final int ALL = 31;

        static Held of(double[] values, int width) {
            return new Held(new double[][] {values}, ALL, width);
        }

        @Override
        public double value(int row, int column) {
            return pieces[row >>> shift][(row & (1 << shift) - 1) * width + column];
        }
    }
}
