package io.github.mnistlab.balance;

import java.util.Arrays;
import java.util.stream.IntStream;
import libsvm.svm;
import libsvm.svm_node;
import libsvm.svm_parameter;
import libsvm.svm_problem;

/**
 * The support vectors of a support vector classifier, those of scikit-learn's {@code SVC()}: C is 1, the kernel is
 * exp(−γ|x − y|²) with γ = 1 / (columns × variance of all numbers), classes are told apart pair by pair.
 *
 * <p>Both ask LIBSVM (Chang and Lin 2011). Rows are handed over class by class, as scikit-learn has them, since their order
 * decides on ties. LIBSVM's Java edition takes exponentials from the platform, whose last bits may differ between kinds
 * of processor; the kernel is rounded to single precision, so that it rarely shows.
 */
final class SupportVectors {
    /** scikit-learn's {@code cache_size}, in MiB. */
    private static final int CACHE_MEBIBYTES = 200;

    private SupportVectors() {}

    /**
     * Trains a classifier of all classes.
     *
     * @return rows that are support vectors of any pair of classes, in ascending order
     */
    static int[] find(FeatureMatrix features, ClassRows classes) {
        int[] rows = IntStream.range(0, classes.counts().length)
                .flatMap(label -> Arrays.stream(classes.rows(label)))
                .toArray();
        svm_problem problem = new svm_problem();
        problem.l = rows.length;
        problem.y = new double[rows.length];
        problem.x = new svm_node[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            problem.y[i] = classes.label(rows[i]);
            problem.x[i] = nodes(features, rows[i]);
        }
        svm_parameter parameter = new svm_parameter();
        parameter.svm_type = svm_parameter.C_SVC;
        parameter.kernel_type = svm_parameter.RBF;
        parameter.gamma = scaledGamma(features);
        parameter.C = 1;
        parameter.eps = 1e-3;
        parameter.shrinking = 1;
        parameter.cache_size = CACHE_MEBIBYTES;
        svm.svm_set_print_string_function(line -> {}); // else it would tell standard output how it gets on
        return Arrays.stream(svm.svm_train(problem, parameter).sv_indices)
                .map(index -> rows[index - 1])
                .sorted()
                .toArray();
    }

    private static double scaledGamma(FeatureMatrix features) {
        double count = (double) features.rows() * features.columns();
        double mean = 0;
        for (int row = 0; row < features.rows(); row++) {
            double sum = 0;
            for (int column = 0; column < features.columns(); column++) {
                sum += features.value(row, column);
            }
            mean += sum / count;
        }
        double variance = 0;
        for (int row = 0; row < features.rows(); row++) {
            double sum = 0;
            for (int column = 0; column < features.columns(); column++) {
                double difference = features.value(row, column) - mean;
                sum += difference * difference;
            }
            variance += sum / count;
        }
        return variance == 0 ? 1 : 1 / (features.columns() * variance);
    }

    /** The numbers other than zero, which is most of what there is to an image. */
    private static svm_node[] nodes(FeatureMatrix features, int row) {
        return IntStream.range(0, features.columns())
                .filter(column -> features.value(row, column) != 0)
                .mapToObj(column -> {
                    svm_node node = new svm_node();
                    node.index = column + 1;
                    node.value = features.value(row, column);
                    return node;
                })
                .toArray(svm_node[]::new);
    }
}
