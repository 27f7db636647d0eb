/** TensorFlow's training steps, beside ours. */
package io.github.mnistlab.bench.tensorflow;
