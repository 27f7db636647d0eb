/** Writers of JSON, JUnit XML and Markdown, and the table on the console. */
package io.github.mnistlab.report;
