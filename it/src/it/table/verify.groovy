import groovy.json.JsonSlurper

def folder = new File(basedir, 'target/mnist/crescents')
def result = new JsonSlurper().parse(new File(folder, 'result.json'))

assert result.data.baseline.classNames == ['Rare.Kind', 'common']
assert result.runs.collect { it.evaluation.total } == [297, 297]
assert result.runs.find { it.id.variant == 'smote' }.outcome.balancedCounts.toSet().size() == 1
assert result.runs.every { it.outcome.validationRows == 70 }
def log = new File(basedir, 'build.log').text
assert log.contains('gates: 1 of 1 passed')
// Of a table there are no pictures, and no empty place for them.
def page = new File(folder, 'report.html').text
assert page.contains('Rare.Kind')
assert !page.contains('<section id="images"') && !page.contains('<section id="pad"')
assert !page.contains(basedir.parent)
assert new File(folder, 'summary.md').text.contains('Rare.Kind')
// Kept models are there in both forms, and the ONNX file says what its rows are.
def onnx = new File(folder, 'model-smote-1.onnx').getText('ISO-8859-1')
assert new File(folder, 'model-smote-1.zip').isFile()
assert onnx.contains('mnist-lab.input.columns')
