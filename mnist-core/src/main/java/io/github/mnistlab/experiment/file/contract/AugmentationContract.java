package io.github.mnistlab.experiment.file.contract;

import static io.github.mnistlab.experiment.file.type.Group.Field.nullable;
import static io.github.mnistlab.experiment.file.type.Group.Field.withDefault;

import io.github.mnistlab.experiment.file.type.Group;
import io.github.mnistlab.experiment.file.type.ScalarType.IntegerRange;
import io.github.mnistlab.experiment.file.type.ScalarType.NumberRange;
import io.github.mnistlab.model.AugmentationSpec.Affine;
import io.github.mnistlab.model.AugmentationSpec.Elastic;
import io.github.mnistlab.model.AugmentationSpec.Erase;
import io.github.mnistlab.model.AugmentationSpec.Noise;

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
                    "The most that is added to the size or taken from it, as a share."),
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

    private static final Group NOISE = new Group(withDefault(
            "deviation",
            NumberRange.fromTo(0, 1),
            Noise.DEFAULT.deviation(),
            "Its standard deviation, as a share of the range of grey."));

    private static final Group ERASE = new Group(
            withDefault(
                    "share", NumberRange.fromTo(0, 1), Erase.DEFAULT.share(), "The share of images that lose a part."),
            withDefault(
                    "size",
                    new IntegerRange(1, Erase.MAX_SIZE),
                    Erase.DEFAULT.size(),
                    "The longest side of the part, in pixels."));

    static final Group AUGMENTATION = new Group(
            nullable("affine", AFFINE, "Turned, sheared, scaled and shifted images. Left out: none."),
            nullable("elastic", ELASTIC, "Images bent by a smooth random field. Left out: none."),
            nullable("noise", NOISE, "Nearly Gaussian noise on every pixel. Left out: none."),
            nullable("erase", ERASE, "A rectangle of paper in some images. Left out: none."));

    private AugmentationContract() {}
}
