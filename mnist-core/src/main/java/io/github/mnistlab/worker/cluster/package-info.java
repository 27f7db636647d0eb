/** Runs on a cluster: the job, the conversation with the driver of its application, and the patience with it. Internal. */
package io.github.mnistlab.worker.cluster;
