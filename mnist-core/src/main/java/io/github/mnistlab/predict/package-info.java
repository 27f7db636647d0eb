/** Pictures of digits: read, prepared as MNIST's were, and predicted; and networks small enough for a page. */
package io.github.mnistlab.predict;
