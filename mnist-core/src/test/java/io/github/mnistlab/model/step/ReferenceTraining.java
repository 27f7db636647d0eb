package io.github.mnistlab.model.step;

import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.model.AveragingSpec;
import io.github.mnistlab.model.LayerShape;
import io.github.mnistlab.model.ModelSpec;
import io.github.mnistlab.model.OptimizerSpec;
import io.github.mnistlab.model.TrainingSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Training in double precision, number by number as the papers have it: of networks with ReLU, by Adam with decaying weights.
 * Slow, and without any of the step's own code.
 */
final class ReferenceTraining {
    private static final double EPSILON = 1e-5;
    private static final double MOMENTUM = 0.1;

    private final List<LayerShape> shapes;
    private final OptimizerSpec.AdamW optimizer;
    private final double labelSmoothing;
    private final Masks masks;
    private final double[] parameters;
    private final double[] means;
    private final double[] squares;
    private final double[] average;
    private final AveragingSpec averaging;
    private final double clipping;
    private final double maxNorm;
    private int steps;
    private int ends;

    /** What a number is multiplied by in a step. */
    interface Masks {
        /**
         * @param step from 1
         * @param layer 0 for the pixels, then the hidden layers
         * @param rows how many the batch has
         */
        double factor(int step, int layer, int row, int unit, int rows);

        /** What is added to a pixel before. */
        default double noise(int step, int row, int pixel) {
            return 0;
        }
    }

    ReferenceTraining(ModelSpec model, TrainingSpec training, int classes, float[] parameters, Masks masks) {
        this.shapes = LayerShape.of(model, ImageShape.MNIST_PIXELS, classes);
        this.optimizer = (OptimizerSpec.AdamW) training.optimizer();
        this.labelSmoothing = training.labelSmoothing();
        this.masks = masks;
        this.parameters = new double[parameters.length];
        for (int i = 0; i < parameters.length; i++) {
            this.parameters[i] = parameters[i];
        }
        this.average = this.parameters.clone();
        this.averaging = training.averaging();
        this.clipping = training.gradientClipping();
        this.maxNorm = model.maxNorm();
        this.means = new double[parameters.length];
        this.squares = new double[parameters.length];
    }

    /** The average, where one is taken. */
    double[] modelParameters() {
        return averaging == null ? parameters.clone() : average.clone();
    }

    /** What a layer made of a batch, and what it needs on the way back. */
    private static final class Pass {
        double[][] input;
        double[][] normalized;
        double[] deviation;
        double[][] function;
    }

    /** One step; returns the loss that it found. */
    double step(double[][] pixels, int[] labels, double learningRate) {
        steps++;
        int rows = labels.length;
        List<Pass> passes = new ArrayList<>();
        double[][] values = masked(noisy(pixels), 0);
        int offset = 0;
        for (int l = 0; l < shapes.size(); l++) {
            Pass pass = new Pass();
            pass.input = values;
            values = layer(shapes.get(l), offset, pass);
            if (l < shapes.size() - 1) {
                pass.function = values;
                values = masked(rectified(values), l + 1);
            }
            passes.add(pass);
            offset += Math.toIntExact(shapes.get(l).parameters());
        }
        int classes = values[0].length;
        double loss = 0;
        double[][] gradients = new double[rows][classes];
        for (int r = 0; r < rows; r++) {
            double total = 0;
            for (double logit : values[r]) {
                total += Math.exp(logit);
            }
            for (int c = 0; c < classes; c++) {
                double target = labelSmoothing / classes + (c == labels[r] ? 1 - labelSmoothing : 0);
                double probability = Math.exp(values[r][c]) / total;
                loss -= target * Math.log(probability) / rows;
                gradients[r][c] = (probability - target) / rows;
            }
        }
        double[] gradient = new double[parameters.length];
        for (int l = shapes.size() - 1; l >= 0; l--) {
            offset -= Math.toIntExact(shapes.get(l).parameters());
            Pass pass = passes.get(l);
            if (l < shapes.size() - 1) {
                gradients = masked(gradients, l + 1);
                for (int r = 0; r < rows; r++) {
                    for (int u = 0; u < gradients[r].length; u++) {
                        gradients[r][u] = pass.function[r][u] > 0 ? gradients[r][u] : 0;
                    }
                }
            }
            gradients = back(shapes.get(l), offset, pass, gradients, gradient);
        }
        for (int i = 0; clipping > 0 && i < gradient.length; i++) {
            gradient[i] = Math.max(-clipping, Math.min(clipping, gradient[i]));
        }
        move(gradient, learningRate);
        if (maxNorm > 0) {
            limitNorms();
        }
        if (averaging instanceof AveragingSpec.Ema ema) {
            for (int i = 0; i < average.length; i++) {
                average[i] = ema.decay() * average[i] + (1 - ema.decay()) * parameters[i];
            }
        }
        return loss;
    }

    /** Takes an epoch's end into the plain mean, where one is taken. */
    void endEpoch(int epoch, int epochs) {
        if (averaging instanceof AveragingSpec.Swa swa && epoch > swa.start() * epochs) {
            ends++;
            for (int i = 0; i < average.length; i++) {
                average[i] = ((ends - 1) * average[i] + parameters[i]) / ends;
            }
        }
    }

    private double[][] noisy(double[][] pixels) {
        double[][] noisy = new double[pixels.length][];
        for (int r = 0; r < pixels.length; r++) {
            noisy[r] = pixels[r].clone();
            for (int i = 0; i < noisy[r].length; i++) {
                noisy[r][i] += masks.noise(steps, r, i);
            }
        }
        return noisy;
    }

    private double[][] masked(double[][] values, int layer) {
        double[][] masked = new double[values.length][values[0].length];
        for (int r = 0; r < values.length; r++) {
            for (int u = 0; u < values[r].length; u++) {
                masked[r][u] = values[r][u] * masks.factor(steps, layer, r, u, values.length);
            }
        }
        return masked;
    }

    private static double[][] rectified(double[][] values) {
        double[][] rectified = new double[values.length][values[0].length];
        for (int r = 0; r < values.length; r++) {
            for (int u = 0; u < values[r].length; u++) {
                rectified[r][u] = Math.max(values[r][u], 0);
            }
        }
        return rectified;
    }

    private double[][] layer(LayerShape shape, int offset, Pass pass) {
        int rows = pass.input.length;
        int biases = offset + shape.inputs() * shape.outputs();
        double[][] sums = new double[rows][shape.outputs()];
        for (int r = 0; r < rows; r++) {
            for (int u = 0; u < shape.outputs(); u++) {
                double sum = parameters[biases + u];
                for (int i = 0; i < shape.inputs(); i++) {
                    sum += parameters[offset + u * shape.inputs() + i] * pass.input[r][i];
                }
                sums[r][u] = sum;
            }
        }
        return shape.normalized() ? normalize(sums, biases + shape.outputs(), pass) : sums;
    }

    private double[][] normalize(double[][] sums, int offset, Pass pass) {
        int rows = sums.length;
        int units = sums[0].length;
        pass.normalized = new double[rows][units];
        pass.deviation = new double[units];
        double[][] result = new double[rows][units];
        for (int u = 0; u < units; u++) {
            double mean = 0;
            for (double[] row : sums) {
                mean += row[u] / rows;
            }
            double variance = 0;
            for (double[] row : sums) {
                variance += (row[u] - mean) * (row[u] - mean) / rows;
            }
            pass.deviation[u] = Math.sqrt(variance + EPSILON);
            for (int r = 0; r < rows; r++) {
                pass.normalized[r][u] = (sums[r][u] - mean) / pass.deviation[u];
                result[r][u] = parameters[offset + u] * pass.normalized[r][u] + parameters[offset + units + u];
            }
            int running = offset + 2 * units + u;
            parameters[running] += MOMENTUM * (mean - parameters[running]);
            double unbiased = variance * rows / (rows - 1);
            parameters[running + units] += MOMENTUM * (unbiased - parameters[running + units]);
        }
        return result;
    }

    /** Fills the layer's part of the gradient and returns the gradients with respect to its inputs. */
    private double[][] back(LayerShape shape, int offset, Pass pass, double[][] gradients, double[] gradient) {
        int rows = gradients.length;
        int units = shape.outputs();
        int biases = offset + shape.inputs() * units;
        if (shape.normalized()) {
            gradients = backThroughNormalization(biases + units, pass, gradients, gradient);
        }
        double[][] ofInputs = new double[rows][shape.inputs()];
        for (int r = 0; r < rows; r++) {
            for (int u = 0; u < units; u++) {
                gradient[biases + u] += shape.normalized() ? 0 : gradients[r][u];
                for (int i = 0; i < shape.inputs(); i++) {
                    int weight = offset + u * shape.inputs() + i;
                    gradient[weight] += gradients[r][u] * pass.input[r][i];
                    ofInputs[r][i] += gradients[r][u] * parameters[weight];
                }
            }
        }
        return ofInputs;
    }

    private double[][] backThroughNormalization(int offset, Pass pass, double[][] gradients, double[] gradient) {
        int rows = gradients.length;
        int units = gradients[0].length;
        double[][] back = new double[rows][units];
        for (int u = 0; u < units; u++) {
            double scale = 0;
            double shift = 0;
            for (int r = 0; r < rows; r++) {
                scale += gradients[r][u] * pass.normalized[r][u];
                shift += gradients[r][u];
            }
            gradient[offset + u] = scale;
            gradient[offset + units + u] = shift;
            for (int r = 0; r < rows; r++) {
                back[r][u] = parameters[offset + u]
                        / pass.deviation[u]
                        * (gradients[r][u] - shift / rows - pass.normalized[r][u] * scale / rows);
            }
        }
        return back;
    }

    private void move(double[] gradient, double learningRate) {
        double rate = learningRate
                * Math.sqrt(1 - Math.pow(optimizer.beta2(), steps))
                / (1 - Math.pow(optimizer.beta1(), steps));
        int offset = 0;
        for (LayerShape shape : shapes) {
            for (int i = 0; i < shape.inputs() * shape.outputs(); i++) {
                parameters[offset + i] *= 1 - learningRate * optimizer.weightDecay();
            }
            offset += Math.toIntExact(shape.parameters());
        }
        for (int i = 0; i < parameters.length; i++) {
            means[i] += (1 - optimizer.beta1()) * (gradient[i] - means[i]);
            squares[i] += (1 - optimizer.beta2()) * (gradient[i] * gradient[i] - squares[i]);
            parameters[i] -= rate * means[i] / (Math.sqrt(squares[i]) + optimizer.epsilon());
        }
    }

    private void limitNorms() {
        int offset = 0;
        for (LayerShape shape : shapes.subList(0, shapes.size() - 1)) {
            for (int u = 0; u < shape.outputs(); u++) {
                double squares = 0;
                for (int i = 0; i < shape.inputs(); i++) {
                    squares += Math.pow(parameters[offset + u * shape.inputs() + i], 2);
                }
                double factor = Math.min(1, maxNorm / Math.sqrt(squares));
                for (int i = 0; i < shape.inputs(); i++) {
                    parameters[offset + u * shape.inputs() + i] *= factor;
                }
            }
            offset += Math.toIntExact(shape.parameters());
        }
    }
}
