/**
 * What the report's page shows of results: the answer at its head, its figures, and the variants that they are about, each with
 * the run that stands for it. Internal.
 */
package io.github.mnistlab.report.html.figure;
