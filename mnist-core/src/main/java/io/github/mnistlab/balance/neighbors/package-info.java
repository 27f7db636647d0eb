/** The search for nearest rows. Internal. */
package io.github.mnistlab.balance.neighbors;
