/**
 * Runs on an Apache Spark cluster: the driver, which the plugin's JVM starts and speaks to, and what it has executors do.
 */
package io.github.mnistlab.spark;
