/** What every report is written with: plain text, numbers and tables, for a console and as Markdown. Internal. */
package io.github.mnistlab.report.text;
