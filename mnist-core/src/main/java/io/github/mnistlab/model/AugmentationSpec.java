package io.github.mnistlab.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.mnistlab.data.ImageShape;

/**
 * How training images are distorted, anew in each epoch. What moves ink comes first, all in one resampling, then noise,
 * then erasing; validation and test images are never touched.
 *
 * @param affine null for none
 * @param elastic null for none
 * @param noise null for none
 * @param erase null for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AugmentationSpec(Affine affine, Elastic elastic, Noise noise, Erase erase) {

    /** Whether images stay as they are. */
    @JsonIgnore
    public boolean isNone() {
        return affine == null && elastic == null && noise == null && erase == null;
    }

    /**
     * Rotation, shear, scaling and shift about the middle of the image, each drawn evenly for each image.
     *
     * @param rotation the most degrees to either side, 0 to 180; default 10
     * @param shear the most degrees by which upright lines lean to either side, 0 to {@value #MAX_SHEAR}; default 10
     * @param scale the most that is added to or taken from the size, as a share of it, 0 to {@value #MAX_SCALE}; default 0.1
     * @param shift the most pixels to either side, and up or down, 0 to {@value #MAX_SHIFT}; default 2
     */
    public record Affine(double rotation, double shear, double scale, double shift) {
        /** The most degrees of shear. */
        public static final int MAX_SHEAR = 60;

        /** The most of scaling. */
        public static final double MAX_SCALE = 0.9;

        /** The most pixels of shift: the whole of the largest image. */
        public static final int MAX_SHIFT = ImageShape.MAX_SIDE;

        /** Mild, and good for digits. */
        public static final Affine DEFAULT = new Affine(10, 10, 0.1, 2);

        /** @throws IllegalArgumentException if a value is out of range */
        public Affine {
            Require.atLeastZero("rotation", rotation, 180);
            Require.atLeastZero("shear", shear, MAX_SHEAR);
            Require.atLeastZero("scale", scale, MAX_SCALE);
            Require.atLeastZero("shift", shift, MAX_SHIFT);
        }
    }

    /**
     * Simard, Steinkraus and Platt 2003: every pixel is taken from a place nearby. How far away is drawn evenly for each pixel
     * and direction, from one pixel back to one ahead; the field of these is smoothed by a Gaussian and multiplied.
     *
     * @param alpha the factor, 0 to {@value #MAX_ALPHA}; default 34, Simard's
     * @param sigma the Gaussian's standard deviation in pixels, 1 to {@value #MAX_SIGMA}; default 4, Simard's
     */
    public record Elastic(double alpha, double sigma) {
        /** The largest factor. */
        public static final int MAX_ALPHA = 1000;

        /** The widest smoothing, in pixels. */
        public static final int MAX_SIGMA = ImageShape.MAX_SIDE;

        /** Simard's. */
        public static final Elastic DEFAULT = new Elastic(34, 4);

        /** @throws IllegalArgumentException if a value is out of range */
        public Elastic {
            Require.atLeastZero("alpha", alpha, MAX_ALPHA);
            if (!(sigma >= 1 && sigma <= MAX_SIGMA)) {
                throw new IllegalArgumentException("sigma must be 1 to " + MAX_SIGMA + ", but is " + sigma);
            }
        }
    }

    /**
     * Noise on every pixel, nearly Gaussian: the sum of four evenly drawn numbers. What would be lighter than paper or darker
     * than ink is cut off there.
     *
     * @param deviation its standard deviation as a share of the whole range of grey, 0 to 1; default 0.1
     */
    public record Noise(double deviation) {
        /** A tenth of the range. */
        public static final Noise DEFAULT = new Noise(0.1);

        /** @throws IllegalArgumentException if the value is out of range */
        public Noise {
            Require.zeroToOne("deviation", deviation);
        }
    }

    /**
     * Zhong et al. 2020: in some images a rectangle becomes paper, or black. Its sides and its place are drawn evenly, all of it inside.
     *
     * @param share of images that lose a rectangle, 0 to 1; default 0.5
     * @param size the longest side, in pixels, 1 to {@value #MAX_SIZE}; of smaller images all of them; default 10
     */
    public record Erase(double share, int size) {
        /** The longest side: the whole of the largest image. */
        public static final int MAX_SIZE = ImageShape.MAX_SIDE;

        /** Every other image, up to 10 pixels each way. */
        public static final Erase DEFAULT = new Erase(0.5, 10);

        /** @throws IllegalArgumentException if a value is out of range */
        public Erase {
            Require.zeroToOne("share", share);
            Require.between("size", size, 1, MAX_SIZE);
        }
    }
}
