/** Results of experiments: aggregated, stored and read back, with where they come from. Internal, but for what {@code lab} hands out. */
package io.github.mnistlab.result;
