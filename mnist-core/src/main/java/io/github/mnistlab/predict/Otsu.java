package io.github.mnistlab.predict;

/**
 * Otsu 1979: the grey that parts pixels into two classes so that the variance between the classes is the largest.
 *
 * @param threshold the least grey of the upper class, 1 to 255
 * @param variance between the classes, in squared grey levels; 0 if all pixels are equal
 * @param upper how many pixels of the upper class have each grey
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never leaves the package
record Otsu(int threshold, double variance, int[] upper) {

    /** @param values of which the whole part is taken, 0 to 255 */
    static Otsu of(double[] values) {
        int[] histogram = new int[256];
        long total = 0;
        for (double value : values) {
            int grey = (int) Math.max(0, Math.min(255, Math.floor(value)));
            histogram[grey]++;
            total += grey;
        }
        int threshold = 1;
        double most = 0;
        long below = 0;
        long belowTotal = 0;
        for (int grey = 1; grey < 256; grey++) {
            below += histogram[grey - 1];
            belowTotal += (long) histogram[grey - 1] * (grey - 1);
            long above = values.length - below;
            if (below > 0 && above > 0) {
                double apart = (double) belowTotal / below - (double) (total - belowTotal) / above;
                double variance = (double) below / values.length * ((double) above / values.length) * apart * apart;
                if (variance > most) {
                    most = variance;
                    threshold = grey;
                }
            }
        }
        for (int grey = 0; grey < threshold; grey++) {
            histogram[grey] = 0;
        }
        return new Otsu(threshold, most, histogram);
    }

    /** The mean grey of the upper class; 0 if it is empty. */
    double upperMean() {
        long count = 0;
        long sum = 0;
        for (int grey = threshold; grey < 256; grey++) {
            count += upper[grey];
            sum += (long) upper[grey] * grey;
        }
        return count == 0 ? 0 : (double) sum / count;
    }

    /** The least grey that three quarters of the upper class do not exceed. */
    int upperQuartile() {
        long count = 0;
        for (int grey = threshold; grey < 256; grey++) {
            count += upper[grey];
        }
        long seen = 0;
        int grey = threshold;
        while (grey < 255 && 4 * (seen + upper[grey]) < 3 * count) {
            seen += upper[grey];
            grey++;
        }
        return grey;
    }
}
