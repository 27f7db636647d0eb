def page = new File(basedir, 'target/site/mnist-experiments.html').text
assert page.contains('Is &lt;b&gt;this&lt;/b&gt; &amp; that shown as it is written?')
assert page.contains('accuracy of baseline at least 0.01')
assert page.contains('baseline, mean of 2 seeds')

def result = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/mnist/listed/result.json'))
def mean = (result.runs[0].evaluation.accuracy + result.runs[1].evaluation.accuracy) / 2
assert page.contains(String.format(Locale.ROOT, '%.4f', mean))

// Two seeds are two rings in each of the two plots.
assert page.count('<circle') == 4

// The page is in the site's menu, and on its list of reports.
assert new File(basedir, 'target/site/project-reports.html').text.contains('mnist-experiments.html')

// Its history is beside the page.
assert page.contains('href="mnist-experiments/listed-history.html"')
assert new File(basedir, 'target/site/mnist-experiments/listed-history.html').text.startsWith('<p>what was accepted</p>')
