package io.github.mnistlab.experiment.file;

import static io.github.mnistlab.experiment.file.Group.Field.nullable;
import static io.github.mnistlab.experiment.file.Group.Field.withDefault;

import io.github.mnistlab.experiment.file.ScalarType.NumberRange;
import io.github.mnistlab.model.AugmentationSpec.Affine;
import io.github.mnistlab.model.AugmentationSpec.Elastic;

/** How an experiment file has training images distorted. */
final class AugmentationContract {
    private static final Group AFFINE = new Group(
            withDefault(
                    "rotation",
                    NumberRange.fromTo(0, 180),
                    Affine.DEFAULT.rotation(),
                    "Degrees to either side, at most."),
            withDefault(
                    "shear",
                    NumberRange.fromTo(0, Affine.MAX_SHEAR),
                    Affine.DEFAULT.shear(),
                    "Degrees by which upright lines lean to either side, at most."),
            withDefault(
                    "scale",
                    NumberRange.fromTo(0, Affine.MAX_SCALE),
                    Affine.DEFAULT.scale(),
                    "What is added to the size or taken from it, as a share of it, at most."),
            withDefault(
                    "shift",
                    NumberRange.fromTo(0, Affine.MAX_SHIFT),
                    Affine.DEFAULT.shift(),
                    "Pixels to either side, and up or down, at most."));

    private static final Group ELASTIC = new Group(
            withDefault(
                    "alpha",
                    NumberRange.fromTo(0, Elastic.MAX_ALPHA),
                    Elastic.DEFAULT.alpha(),
                    "By what the smoothed field of shifts is multiplied."),
            withDefault(
                    "sigma",
                    NumberRange.fromTo(1, Elastic.MAX_SIGMA),
                    Elastic.DEFAULT.sigma(),
                    "The smoothing's standard deviation, in pixels."));

    static final Group AUGMENTATION = new Group(
            nullable("affine", AFFINE, "Turned, sheared, scaled and shifted images. Left out: none."),
            nullable("elastic", ELASTIC, "Images bent by a smooth random field. Left out: none."));

    private AugmentationContract() {}
}
