/** Balancing of training rows after the split: SMOTE, its relatives, random sampling, and the neighbour search under them. */
package io.github.mnistlab.balance;
