/** Files and folders on the disk: written whole or not at all, locked, moved and removed with all that is in them. Internal. */
package io.github.mnistlab.disk;
