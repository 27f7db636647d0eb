/** A data set described by itself: counts, pixels, mean images, what is unusual, what is there twice. Sees data alone. */
package io.github.mnistlab.explore;
