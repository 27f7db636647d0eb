package io.github.mnistlab.explore;

/**
 * An image that is far from what the other training images of its class are like.
 *
 * @param image which
 * @param distance how far, in units of what is usual: 1 is the median of the training images of the class
 */
public record UnusualImage(ImageRef image, double distance) {}
