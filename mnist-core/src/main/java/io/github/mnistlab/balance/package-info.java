/** Balancing of training rows after the split: SMOTE and the neighbour search under it. */
package io.github.mnistlab.balance;
