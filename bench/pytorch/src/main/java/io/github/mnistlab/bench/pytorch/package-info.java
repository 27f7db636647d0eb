/** PyTorch's training steps, beside ours. */
package io.github.mnistlab.bench.pytorch;
