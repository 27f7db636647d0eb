/** Files of data sets: IDX, the catalogue of MNIST, its download and its cache. Internal. */
package io.github.mnistlab.data.file;
