package io.github.mnistlab.model.step;

import io.github.mnistlab.model.FlatParameters;
import io.github.mnistlab.model.step.matrix.Blocks;
import io.github.mnistlab.model.step.matrix.ColumnMajor;
import io.github.mnistlab.model.step.matrix.FloatMatrix;
import io.github.mnistlab.model.step.update.ParameterUpdate;
import io.github.mnistlab.model.step.update.Pieces;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The parameters of a dense layer as {@link DenseTrainingStep} keeps them: a column of biases, and then for each input a
 * column of the weights from it into every unit. So biases need no pass of their own, being the weights from an input
 * that is always 1.
 *
 * <p>They are moved in pieces of some columns, as loops over short arrays are slow. Where a {@link SparsePass} may multiply them each
 * column is an array of its own, else each piece is. For products of dense matrices they are kept outside the Java heap too, where the first
 * columns alone are a matrix without gaps.
 */
final class TrainingLayer implements AutoCloseable {
    /** Numbers of a piece of several columns, at most: they fit into the second cache with what their update needs. */
    private static final int PIECE = 1 << 14;

    /** Units from which on a column is long enough to be a piece by itself, which saves copying it. */
    private static final int LONG_COLUMN = 500;

    /** Units whose norms a thread takes at a time. */
    private static final int UNITS_AT_A_TIME = 256;

    private final int inputs;
    private final int units;
    private final int[] inputOrder;
    private final int firstPiece;
    private final boolean movesBiases;
    private final int pieceColumns;
    private final int arrayColumns;
    private final float[][] arrays;
    private final INDArray numbers;
    private final FloatMatrix matrix;

    /**
     * @param inputOrder which input each column after the first belongs to
     * @param units that it feeds
     * @param firstPiece number of its first piece in the network
     * @param movesBiases whether training moves its biases
     * @param dense whether it takes part in products of dense matrices
     */
    TrainingLayer(int[] inputOrder, int units, int firstPiece, boolean movesBiases, boolean dense) {
        this.inputs = inputOrder.length;
        this.units = units;
        this.inputOrder = inputOrder.clone();
        this.firstPiece = firstPiece;
        this.movesBiases = movesBiases;
        this.pieceColumns = pieceColumns(units, columns());
        this.arrayColumns = Sparsity.paysFor(units) ? 1 : pieceColumns;
        this.arrays = Pieces.zeros(lengths(arrayColumns));
        this.numbers = dense ? ColumnMajor.numbers((long) columns() * units) : null;
        this.matrix = dense ? FloatMatrix.of(numbers, 0, units, columns()) : null;
    }

    /** So many that blocks of gradients are cut between pieces. */
    private static int pieceColumns(int units, int columns) {
        int most = units >= LONG_COLUMN ? 1 : PIECE / units;
        if (most >= Blocks.KERNEL) {
            return Math.min(columns, most / Blocks.KERNEL * Blocks.KERNEL);
        }
        while (Blocks.KERNEL % most != 0) {
            most--;
        }
        return most;
    }

    int inputs() {
        return inputs;
    }

    int units() {
        return units;
    }

    /** Inputs, and the one that is always 1. */
    int columns() {
        return inputs + 1;
    }

    int parameters() {
        return columns() * units;
    }

    /** The lengths of its pieces; none is longer than the first. */
    int[] pieces() {
        return lengths(pieceColumns);
    }

    /** Of arrays of so many columns. */
    private int[] lengths(int each) {
        int[] lengths = new int[(columns() - 1) / each + 1];
        Arrays.fill(lengths, each * units);
        lengths[lengths.length - 1] = (columns() - (lengths.length - 1) * each) * units;
        return lengths;
    }

    /**
     * Blocks of the gradient's columns, cut between pieces.
     *
     * @param columns how many it is computed of
     * @param shared whether several threads compute them
     */
    Blocks gradientBlocks(int columns, boolean shared) {
        return Blocks.ofGradient(units, columns, shared, Math.max(Blocks.KERNEL, pieceColumns));
    }

    /** The most numbers of a gradient that are computed at once. */
    int largestGradientBlock() {
        return IntStream.rangeClosed(1, columns())
                        .map(some -> Math.max(
                                gradientBlocks(some, true).size(0),
                                gradientBlocks(some, false).size(0)))
                        .max()
                        .orElseThrow()
                * units;
    }

    /** How many columns a piece has, but for the last. */
    int pieceColumns() {
        return pieceColumns;
    }

    /** How many columns a piece has; none is beyond the last. */
    int columnsOf(int piece) {
        return Math.min(pieceColumns, columns() - piece * pieceColumns);
    }

    /** Each column's parameters, to be read, where a {@link SparsePass} may multiply them. */
    float[][] columnArrays() {
        return arrays;
    }

    /**
     * A piece's parameters, from index 0 on.
     *
     * @param stage has them where they do not lie together
     */
    float[] piece(int piece, float[] stage) {
        if (arrayColumns == pieceColumns) {
            return arrays[piece];
        }
        for (int i = 0; i < columnsOf(piece); i++) {
            System.arraycopy(arrays[piece * pieceColumns + i], 0, stage, i * units, units);
        }
        return stage;
    }

    /** Its parameters, {@code [units, columns]}; null if it takes part in no product of dense matrices. */
    FloatMatrix matrix() {
        return matrix;
    }

    /**
     * Moves a piece. Several threads may, each another one.
     *
     * @param workspace has its gradient; that is overwritten
     * @param l2 factor of the sum of squared weights in the loss
     * @param moved is told of it
     */
    void move(int piece, GradientWorkspace workspace, double l2, ParameterUpdate update, MovedPieces moved) {
        float[] gradient = workspace.gradient();
        float[] parameters = piece(piece, workspace.parameters());
        int count = columnsOf(piece) * units;
        int weights = piece == 0 ? units : 0;
        if (!movesBiases) {
            Arrays.fill(gradient, 0, weights, 0);
        }
        if (l2 > 0) {
            addPenaltyGradient(gradient, parameters, weights, count, (float) (2 * l2));
        }
        if (update.keptOfWeights() != 1) {
            multiply(parameters, weights, count, update.keptOfWeights());
        }
        update.apply(firstPiece + piece, parameters, gradient, count);
        for (int i = 0; arrayColumns < pieceColumns && i < columnsOf(piece); i++) {
            System.arraycopy(parameters, i * units, arrays[piece * pieceColumns + i], 0, units);
        }
        keepOutside(piece * pieceColumns * units, parameters, 0, count);
        moved.moved(piece, parameters, count);
    }

    private static void addPenaltyGradient(float[] gradient, float[] weights, int from, int to, float factor) {
        for (int i = from; i < to; i++) {
            gradient[i] += factor * weights[i];
        }
    }

    private static void multiply(float[] weights, int from, int to, float factor) {
        for (int i = from; i < to; i++) {
            weights[i] *= factor;
        }
    }

    /** Has the matrix outside the Java heap follow some numbers, from number {@code at} on. */
    private void keepOutside(int at, float[] parameters, int from, int count) {
        if (matrix != null) {
            matrix.put(at, parameters, from, count);
        }
    }

    /** The sum of the squared weights, without the biases; in single precision for each place in an array, in a loop that HotSpot vectorises. */
    double sumOfSquares() {
        float[] squares = new float[arrays[0].length];
        for (int i = 0; i < arrays.length; i++) {
            addSquares(arrays[i], squares, i == 0 ? units : 0);
        }
        double sum = 0;
        for (float square : squares) {
            sum += square;
        }
        return sum;
    }

    private static void addSquares(float[] values, float[] squares, int from) {
        for (int i = from; i < values.length; i++) {
            squares[i] += values[i] * values[i];
        }
    }

    /** Scales the weights into units that have a greater Euclidean norm down to it. */
    void limitNorms(double most, ThreadTeam team) {
        Blocks blocks = new Blocks(units, UNITS_AT_A_TIME);
        team.share(blocks.count(), (block, member) -> limitNorms(most, blocks.from(block), blocks.size(block)));
    }

    private void limitNorms(double most, int from, int count) {
        double[] squares = new double[count];
        for (int column = 1; column < columns(); column++) {
            float[] array = arrays[column / arrayColumns];
            int at = place(column, arrayColumns) + from;
            for (int unit = 0; unit < count; unit++) {
                squares[unit] += (double) array[at + unit] * array[at + unit];
            }
        }
        float[] factors = new float[count];
        boolean exceeded = false;
        for (int unit = 0; unit < count; unit++) {
            double norm = Math.sqrt(squares[unit]);
            factors[unit] = norm > most ? (float) (most / norm) : 1;
            exceeded |= norm > most;
        }
        for (int column = 1; exceeded && column < columns(); column++) {
            float[] array = arrays[column / arrayColumns];
            int at = place(column, arrayColumns) + from;
            for (int unit = 0; unit < count; unit++) {
                array[at + unit] *= factors[unit];
            }
            keepOutside(column * units + from, array, at, count);
        }
    }

    /** Where a column begins in its array, if that has so many. */
    private int place(int column, int each) {
        return column % each * units;
    }

    /** Copies its parameters to where {@link FlatParameters}' order has them, from {@code offset} on. */
    void read(float[] flat, int offset) {
        read(arrays, arrayColumns, flat, offset);
    }

    /**
     * The same of other numbers.
     *
     * @param pieces of them
     */
    void readPieces(float[][] pieces, float[] flat, int offset) {
        read(pieces, pieceColumns, flat, offset);
    }

    private void read(float[][] from, int each, float[] flat, int offset) {
        System.arraycopy(from[0], 0, flat, offset + inputs * units, units);
        for (int i = 0; i < inputs; i++) {
            float[] array = from[(1 + i) / each];
            int at = place(1 + i, each);
            for (int unit = 0; unit < units; unit++) {
                flat[offset + unit * inputs + inputOrder[i]] = array[at + unit];
            }
        }
    }

    /** Overwrites its parameters with what {@link #read} would copy. */
    void write(float[] flat, int offset) {
        write(flat, offset, arrays, arrayColumns);
        for (int i = 0; i < arrays.length; i++) {
            keepOutside(i * arrayColumns * units, arrays[i], 0, arrays[i].length);
        }
    }

    /** The same of other numbers. */
    void writePieces(float[] flat, int offset, float[][] pieces) {
        write(flat, offset, pieces, pieceColumns);
    }

    private void write(float[] flat, int offset, float[][] into, int each) {
        System.arraycopy(flat, offset + inputs * units, into[0], 0, units);
        for (int i = 0; i < inputs; i++) {
            float[] array = into[(1 + i) / each];
            int at = place(1 + i, each);
            for (int unit = 0; unit < units; unit++) {
                array[at + unit] = flat[offset + unit * inputs + inputOrder[i]];
            }
        }
    }

    @Override
    public void close() {
        if (numbers != null) {
            numbers.close();
        }
    }
}
