/** Files of networks: Deeplearning4j zips and checkpoints, read as untrusted data. Internal. */
package io.github.mnistlab.model.file;
