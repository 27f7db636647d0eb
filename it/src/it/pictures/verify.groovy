import groovy.json.JsonSlurper

def folder = new File(basedir, 'target/mnist/shapes')
def result = new JsonSlurper().parse(new File(folder, 'result.json'))
def data = result.data.baseline
assert data.classes == 4
assert data.shape == [height: 32, width: 32, channels: 3]
assert data.classNames == ['disc', 'square', 'triangle', 'cross']
def smote = result.runs.find { it.id.variant == 'smote' }
assert smote.outcome.trainingCounts == [60, 60, 60, 20]
assert smote.outcome.balancedCounts == [60] * 4
assert smote.evaluation.confusionMatrix.every { it.sum() == 25 }
def page = new File(folder, 'report.html').text
assert page.contains('data-width="32" data-height="32" data-colors="true"')
// There is nothing to draw a digit for.
assert !page.contains('id="pad-paper"')
