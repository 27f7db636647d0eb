/**
 * Types of fields: how a value is checked, completed and overridden, and how the published schema says the same. Of experiments
 * they know little; the contract above is declared with them. Internal.
 */
package io.github.mnistlab.experiment.file.type;
