/**
 * What is known of a metric, or of the difference of two variants: what was measured, and between what bounds it is, by the method
 * that fits how many seeds and rows there are. Internal.
 */
package io.github.mnistlab.gate.finding;
