/**
 * Models in the Open Neural Network Exchange format: what a file says of itself, read as untrusted data, and how it is
 * asked. Nothing here loads ONNX Runtime. Internal.
 */
package io.github.mnistlab.external.onnx;
