/** CSV files, gzipped or not, read as untrusted data: their text, the tables in them, and gzip itself. Internal. */
package io.github.mnistlab.data.file.csv;
