/** Figures of pages: axes and series, and the data that the page's scripts draw them from. Internal. */
package io.github.mnistlab.report.html.chart;
