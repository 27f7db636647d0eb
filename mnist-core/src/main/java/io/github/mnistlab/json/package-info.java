/** The few helpers that everybody who writes JSON shares. Internal. */
package io.github.mnistlab.json;
