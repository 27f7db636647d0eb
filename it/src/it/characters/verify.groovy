import groovy.json.JsonSlurper

def folder = new File(basedir, 'target/mnist/characters')
def result = new JsonSlurper().parse(new File(folder, 'result.json'))
def data = result.data.baseline
assert data.classes == 62
assert data.shape == [height: 14, width: 10, channels: 1]
assert data.transposed
assert data.classNames[36..38] == ['a', 'b', 'c']
def smote = result.runs.find { it.id.variant == 'smote' }
assert smote.outcome.balancedCounts == [12] * 62
assert smote.evaluation.confusionMatrix.size() == 62
def page = new File(folder, 'report.html').text
assert page.contains('data-width="10" data-height="14" data-colors="false"')
// There is nothing to draw a digit for.
assert !page.contains('id="pad-paper"')
