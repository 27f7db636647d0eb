/** Images and labels: IDX files, the catalogue of data sets, the download store, generated digits, splits and imbalance. */
package io.github.mnistlab.data;
