/**
 * The door: {@link io.github.mnistlab.lab.Lab} does what a Maven goal or a Java program asks. Part of the documented API;
 * docs/java-api.md has examples.
 */
package io.github.mnistlab.lab;
