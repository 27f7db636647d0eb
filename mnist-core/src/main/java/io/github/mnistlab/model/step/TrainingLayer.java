package io.github.mnistlab.model.step;

import io.github.mnistlab.model.FlatParameters;
import io.github.mnistlab.model.step.update.ParameterUpdate;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The parameters of a dense layer as {@link DenseTrainingStep} keeps them: a column of biases, and then for each input a
 * column of the weights from it into every unit. So biases need no pass of their own, being the weights from an input
 * that is always 1; and the first inputs alone are a matrix without gaps.
 */
final class TrainingLayer implements AutoCloseable {
    /** Numbers of a piece of the update: its parameters, gradient and state fit into the second cache. */
    private static final int PIECE = 1 << 14;

    /** Numbers of a gradient that are computed at once where threads share the work. */
    private static final int BLOCK = 1 << 18;

    /** The same where one thread does it: the larger a product, the less of its time goes into copying factors. */
    private static final int LARGE_BLOCK = 1 << 20;

    /** Units whose norms a thread takes at a time. */
    private static final int UNITS_AT_A_TIME = 256;

    /** Squares that are summed in single precision before their sum is added in double. */
    private static final int SUMMAND = 1 << 16;

    private final int inputs;
    private final int units;
    private final int[] inputOrder;
    private final int pieceColumns;
    private final int firstPiece;
    private final boolean movesBiases;
    private final INDArray numbers;
    private final List<INDArray> weights = new ArrayList<>();
    private final FloatBuffer values;
    private final FloatMatrix matrix;

    /**
     * @param inputOrder which input each column after the first belongs to
     * @param units that it feeds
     * @param firstPiece number of its first piece in the network
     * @param movesBiases whether training moves its biases
     */
    TrainingLayer(int[] inputOrder, int units, int firstPiece, boolean movesBiases) {
        this.movesBiases = movesBiases;
        this.inputs = inputOrder.length;
        this.units = units;
        this.inputOrder = inputOrder.clone();
        this.firstPiece = firstPiece;
        this.pieceColumns = Math.min(columns(), pieceColumns(units));
        this.numbers = ColumnMajor.numbers((long) columns() * units);
        this.values = numbers.data().asNioFloat();
        this.matrix = FloatMatrix.of(numbers, 0, units, columns());
        for (int from = units; from < parameters(); from += SUMMAND) {
            weights.add(ColumnMajor.row(numbers, from, Math.min(SUMMAND, parameters() - from)));
        }
    }

    /** So many that blocks are cut between pieces. */
    private static int pieceColumns(int units) {
        int most = Math.max(1, PIECE / units);
        if (most >= Blocks.KERNEL) {
            return most / Blocks.KERNEL * Blocks.KERNEL;
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

    /**
     * Blocks of the gradient's columns.
     *
     * @param columns how many it is computed of in large products
     * @param shared whether several threads compute them
     */
    Blocks blocks(int columns, boolean shared) {
        int about = Math.max(1, (shared ? BLOCK : LARGE_BLOCK) / units);
        return Blocks.even(columns, about, Math.max(Blocks.KERNEL, pieceColumns));
    }

    /** The most numbers of a gradient that are computed at once. */
    int largestBlock() {
        int few = SmallProducts.NUMBERS_OF_TRANSPOSED / units;
        return IntStream.rangeClosed(1, columns())
                .map(large -> Math.max(
                        blocks(large, true).size(0), blocks(large, false).size(0)))
                .map(block -> Math.min(columns(), block + few) * units)
                .max()
                .orElseThrow();
    }

    /**
     * Of the first columns, how many the gradient is computed of in large products: all, or all but a few. These few had a product of
     * their own before large ones were as large, and accepted results have its bits.
     */
    int large(int columns) {
        int few = columns % Math.max(1, BLOCK / units);
        return few < columns && SmallProducts.mayBeSmall(units, few) ? columns - few : columns;
    }

    /** The lengths of its pieces. */
    int[] pieces() {
        int[] pieces = new int[(columns() - 1) / pieceColumns + 1];
        Arrays.fill(pieces, pieceColumns * units);
        pieces[pieces.length - 1] = (columns() - (pieces.length - 1) * pieceColumns) * units;
        return pieces;
    }

    /** Its parameters, {@code [units, columns]}. */
    FloatMatrix matrix() {
        return matrix;
    }

    /**
     * Moves the parameters of a block. Several threads may, each another block.
     *
     * @param from the block's first column
     * @param to after its last
     * @param known of how many of its columns the gradient was computed; it is zero for the others
     * @param l2 factor of the sum of squared weights in the loss
     * @param workspace which has the gradient
     * @param moved is told of each piece
     */
    void move(
            int from,
            int to,
            int known,
            double l2,
            ParameterUpdate update,
            GradientWorkspace workspace,
            MovedPieces moved) {
        float[] parameterStage = workspace.parameterStage();
        float[] gradientStage = workspace.gradientStage();
        for (int column = from; column < to; column += pieceColumns) {
            int count = Math.min(pieceColumns, to - column) * units;
            int computed = Math.max(0, Math.min(count, (from + known - column) * units));
            values.get(column * units, parameterStage, 0, count);
            if (computed > 0) {
                workspace.gradientValues().get((column - from) * units, gradientStage, 0, computed);
            }
            Arrays.fill(gradientStage, computed, count, 0);
            if (column == 0 && !movesBiases) {
                Arrays.fill(gradientStage, 0, units, 0);
            }
            if (l2 > 0) {
                addPenaltyGradient(gradientStage, parameterStage, column == 0 ? units : 0, count, (float) (2 * l2));
            }
            if (update.keptOfWeights() != 1) {
                multiply(parameterStage, column == 0 ? units : 0, count, update.keptOfWeights());
            }
            int piece = column / pieceColumns;
            update.apply(firstPiece + piece, parameterStage, gradientStage, count);
            values.put(column * units, parameterStage, 0, count);
            moved.moved(piece, parameterStage, count);
        }
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

    /** The sum of the squared weights, without the biases. */
    double sumOfSquares() {
        double sum = 0;
        for (INDArray some : weights) {
            sum += Nd4j.getBlasWrapper().dot(some, some);
        }
        return sum;
    }

    /**
     * Copies a piece of its parameters, in its own order.
     *
     * @param piece its number in the layer
     * @return how many they are
     */
    int readPiece(int piece, float[] stage) {
        int column = piece * pieceColumns;
        int count = Math.min(pieceColumns, columns() - column) * units;
        values.get(column * units, stage, 0, count);
        return count;
    }

    /** Scales the weights into units that have a greater Euclidean norm down to it. */
    void limitNorms(double most, ThreadTeam team) {
        Blocks blocks = new Blocks(units, UNITS_AT_A_TIME);
        team.share(blocks.count(), (block, member) -> limitNorms(most, blocks.from(block), blocks.size(block)));
    }

    private void limitNorms(double most, int from, int count) {
        float[] column = new float[count];
        double[] squares = new double[count];
        for (int input = 1; input < columns(); input++) {
            values.get(input * units + from, column);
            for (int unit = 0; unit < count; unit++) {
                squares[unit] += (double) column[unit] * column[unit];
            }
        }
        float[] factors = new float[count];
        boolean exceeded = false;
        for (int unit = 0; unit < count; unit++) {
            double norm = Math.sqrt(squares[unit]);
            factors[unit] = norm > most ? (float) (most / norm) : 1;
            exceeded |= norm > most;
        }
        for (int input = 1; exceeded && input < columns(); input++) {
            values.get(input * units + from, column);
            for (int unit = 0; unit < count; unit++) {
                column[unit] *= factors[unit];
            }
            values.put(input * units + from, column);
        }
    }

    /** Copies its parameters to where {@link FlatParameters}' order has them, from {@code offset} on. */
    void read(float[] flat, int offset) {
        read(values, flat, offset);
    }

    /**
     * The same of other numbers.
     *
     * @param from as many as it has parameters, in its own order
     */
    void read(FloatBuffer from, float[] flat, int offset) {
        from.get(0, flat, offset + inputs * units, units);
        float[] column = new float[units];
        for (int i = 0; i < inputs; i++) {
            from.get((i + 1) * units, column);
            for (int unit = 0; unit < units; unit++) {
                flat[offset + unit * inputs + inputOrder[i]] = column[unit];
            }
        }
    }

    /** Overwrites its parameters with what {@link #read} would copy. */
    void write(float[] flat, int offset) {
        write(flat, offset, values);
    }

    /** The same of other numbers. */
    void write(float[] flat, int offset, FloatBuffer into) {
        into.put(0, flat, offset + inputs * units, units);
        float[] column = new float[units];
        for (int i = 0; i < inputs; i++) {
            for (int unit = 0; unit < units; unit++) {
                column[unit] = flat[offset + unit * inputs + inputOrder[i]];
            }
            into.put((i + 1) * units, column);
        }
    }

    @Override
    public void close() {
        numbers.close();
    }
}
