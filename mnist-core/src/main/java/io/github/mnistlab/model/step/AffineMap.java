package io.github.mnistlab.model.step;

import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.model.AugmentationSpec;

/**
 * From where in an image each pixel of the distorted one is taken: {@code x = xx · column + xy · line + x0} and likewise y.
 *
 * <p>The distorted image is the image scaled, sheared, rotated and shifted in this order, about its middle. With φ for the
 * rotation and s for the shear, the matrix of that is scale · ((cos φ, −sin φ), (sin φ, cos φ)) · ((1, tan s), (0, 1)); here is
 * its inverse.
 */
record AffineMap(double xx, double xy, double x0, double yx, double yy, double y0) {
    static final AffineMap IDENTITY = new AffineMap(1, 0, 0, 0, 1, 0);

    /** Draws rotation, shear, scale, horizontal and vertical shift. */
    static AffineMap draw(AugmentationSpec.Affine affine, ImageShape shape, Draws draws) {
        double rotation = StrictMath.toRadians(affine.rotation() * draws.symmetric());
        double shear = StrictMath.toRadians(affine.shear() * draws.symmetric());
        double scale = 1 + affine.scale() * draws.symmetric();
        double right = affine.shift() * draws.symmetric();
        double down = affine.shift() * draws.symmetric();
        return of(shape, rotation, shear, scale, right, down);
    }

    /**
     * @param rotation in radians, from the right towards below
     * @param shear in radians
     * @param right pixels
     * @param down pixels
     */
    static AffineMap of(ImageShape shape, double rotation, double shear, double scale, double right, double down) {
        double cos = StrictMath.cos(rotation) / scale;
        double sin = StrictMath.sin(rotation) / scale;
        double lean = StrictMath.tan(shear);
        // The inverse of the shear after that of the rotation.
        double xx = cos + lean * sin;
        double xy = sin - lean * cos;
        double yx = -sin;
        double yy = cos;
        double middleX = (shape.width() - 1) / 2.0;
        double middleY = (shape.height() - 1) / 2.0;
        double fromX = middleX + right;
        double fromY = middleY + down;
        return new AffineMap(xx, xy, middleX - xx * fromX - xy * fromY, yx, yy, middleY - yx * fromX - yy * fromY);
    }
}
