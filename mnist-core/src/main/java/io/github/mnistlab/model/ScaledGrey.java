package io.github.mnistlab.model;

/** Here, and nowhere else, an image's bytes become numbers from 0 to 1. */
public final class ScaledGrey {
    private static final float[] SCALED = new float[256];

    static {
        for (int grey = 0; grey < SCALED.length; grey++) {
            SCALED[grey] = grey / 255f;
        }
    }

    private ScaledGrey() {}

    public static float of(byte grey) {
        return SCALED[grey & 0xff];
    }
}
