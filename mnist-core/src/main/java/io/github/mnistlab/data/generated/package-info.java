/** Digits that a program draws. Internal. */
package io.github.mnistlab.data.generated;
