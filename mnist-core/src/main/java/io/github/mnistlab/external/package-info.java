/** Models that were made elsewhere, and what they predicted: files that are read as untrusted data. Internal. */
package io.github.mnistlab.external;
