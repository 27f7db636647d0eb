/** How long balancing takes. No part of what is released. */
package io.github.mnistlab.bench;
