package io.github.mnistlab.model.file;

import io.github.mnistlab.data.Preparation;
import java.util.List;

/** A table's preparation as nodes of an ONNX file: each feature is taken from its column, and all are prepared at once. */
final class OnnxPreparation {
    private OnnxPreparation() {}

    /** Writes the nodes that make features of raw rows. */
    static void write(Preparation preparation, OnnxGraphWriter nodes) {
        int features = preparation.features();
        long[] columns = new long[features];
        float[] fills = new float[features];
        float[] centers = new float[features];
        float[] scales = new float[features];
        boolean[] isCategory = new boolean[features];
        float[] categories = new float[features];
        int feature = 0;
        List<Preparation.Fitted> all = preparation.columns();
        for (int column = 0; column < all.size(); column++) {
            Preparation.Fitted fitted = all.get(column);
            int width = Math.max(1, fitted.categories().size());
            for (int category = 0; category < width; category++) {
                columns[feature] = column;
                fills[feature] = (float) fitted.fill();
                centers[feature] = (float) fitted.center();
                scales[feature] = (float) fitted.scale();
                isCategory[feature] = !fitted.categories().isEmpty();
                categories[feature] = category;
                feature++;
            }
        }
        nodes.columns(columns);
        nodes.fillIn(fills);
        nodes.scale(centers, scales, isCategory, categories);
    }
}
