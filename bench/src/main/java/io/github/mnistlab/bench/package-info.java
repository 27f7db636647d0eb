/** How long balancing, training and reading take. No part of what is released. */
package io.github.mnistlab.bench;
