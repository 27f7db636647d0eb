/** How sure numbers are: intervals, paired comparisons, tests. Plain numbers in and out. Internal. */
package io.github.mnistlab.evaluate.interval;
