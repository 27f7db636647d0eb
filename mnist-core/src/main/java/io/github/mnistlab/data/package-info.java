/** Examples with labels, how they are split and thinned, and what randomness derives from. Internal, but for specifications. */
package io.github.mnistlab.data;
