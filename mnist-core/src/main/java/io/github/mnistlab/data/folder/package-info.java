/** Folders of pictures, one for each class, as images with labels. */
package io.github.mnistlab.data.folder;
