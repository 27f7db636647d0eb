/** PNG and JPEG pictures of strangers, read safely. */
package io.github.mnistlab.data.picture;
