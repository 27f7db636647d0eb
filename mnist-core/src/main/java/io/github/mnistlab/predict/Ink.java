package io.github.mnistlab.predict;

/**
 * The amount of ink in each pixel of a picture, 0 to 1, with all else left out: noise, dust, and what runs out of the picture
 * beside a digit that does not.
 *
 * @param amount of each pixel
 * @param lightOnDark whether the ink is lighter than the paper
 * @param found whether there is any
 */
record Ink(Plane amount, boolean lightOnDark, boolean found) {
    /** Ink that differs less from the paper, beyond thrice the noise, is none. */
    private static final double LEAST = 16;

    /** Where the grey at the edges of sure ink begins, as a share of full ink. */
    private static final double FAINT = 0.1;

    /** A speck with a smaller share of all ink is dust. */
    private static final double DUST = 0.02;

    /** What touches the picture's edge is left out if at least this share of the ink does not. */
    private static final double INSIDE = 0.5;

    static Ink of(Plane grey) {
        Paper paper = Paper.of(grey);
        double[] darker = new double[grey.values().length];
        double dark = 0;
        double light = 0;
        double floor = 3 * paper.noise() + 1;
        for (int i = 0; i < darker.length; i++) {
            darker[i] = paper.difference(grey, i);
            double beyond = Math.abs(darker[i]) - floor;
            if (beyond > 0 && darker[i] > 0) {
                dark += beyond * beyond;
            } else if (beyond > 0) {
                light += beyond * beyond;
            }
        }
        boolean lightOnDark = light > dark;
        for (int i = 0; i < darker.length; i++) {
            darker[i] = Math.max(0, lightOnDark ? -darker[i] : darker[i]);
        }
        Otsu otsu = Otsu.of(darker);
        if (otsu.upperMean() < LEAST + 3 * paper.noise()) {
            return new Ink(new Plane(grey.width(), grey.height(), new double[darker.length]), lightOnDark, false);
        }
        double full = otsu.upperQuartile();
        double none = Math.min(3 * paper.noise(), otsu.threshold() / 2.0);
        double sure = (otsu.threshold() - none) / (full - none);
        for (int i = 0; i < darker.length; i++) {
            darker[i] = Math.max(0, Math.min(1, (darker[i] - none) / (full - none)));
        }
        Plane all = new Plane(grey.width(), grey.height(), darker);
        Plane kept = kept(all, Math.min(1, sure));
        return new Ink(kept, lightOnDark, kept.spread() > 0);
    }

    /** Ink that is sure, in pieces that are neither dust nor another thing's, and the grey of its edges. */
    private static Plane kept(Plane ink, double sure) {
        int[] labels = Components.of(ink, sure);
        int count = 0;
        for (int label : labels) {
            count = Math.max(count, label);
        }
        double[] mass = new double[count + 1];
        boolean[] touches = new boolean[count + 1];
        for (int i = 0; i < labels.length; i++) {
            int x = i % ink.width();
            int y = i / ink.width();
            mass[labels[i]] += ink.values()[i];
            touches[labels[i]] |= x == 0 || y == 0 || x == ink.width() - 1 || y == ink.height() - 1;
        }
        double total = 0;
        double inside = 0;
        for (int label = 1; label <= count; label++) {
            total += mass[label];
            inside += touches[label] ? 0 : mass[label];
        }
        boolean onlyInside = inside >= INSIDE * total;
        boolean[] core = new boolean[labels.length];
        for (int i = 0; i < labels.length; i++) {
            int label = labels[i];
            core[i] = label > 0 && mass[label] >= DUST * total && !(onlyInside && touches[label]);
        }
        boolean[] near = near(core, ink.width(), ink.height());
        double[] kept = new double[labels.length];
        for (int i = 0; i < labels.length; i++) {
            kept[i] = near[i] && ink.values()[i] >= FAINT ? ink.values()[i] : 0;
        }
        return new Plane(ink.width(), ink.height(), kept);
    }

    /** Where the core is not further away than one pixel of the image that it will become. */
    private static boolean[] near(boolean[] core, int width, int height) {
        Box box = Box.around(i -> core[i], width, height);
        int reach = (box.side() + Box.DIGIT - 1) / Box.DIGIT;
        return along(along(core, width, height, 1, width, reach), height, width, width, 1, reach);
    }

    /** Widens what is set along lines of pixels. */
    private static boolean[] along(boolean[] set, int length, int lines, int step, int lineStep, int reach) {
        boolean[] wide = new boolean[set.length];
        for (int line = 0; line < lines; line++) {
            for (int i = 0; i < length; i++) {
                if (set[line * lineStep + i * step]) {
                    for (int j = Math.max(0, i - reach); j <= Math.min(length - 1, i + reach); j++) {
                        wide[line * lineStep + j * step] = true;
                    }
                }
            }
        }
        return wide;
    }
}
