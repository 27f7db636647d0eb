/** Files of data sets: IDX, tables, labels; the catalogue of public sets, their download and their cache. Internal. */
package io.github.mnistlab.data.file;
