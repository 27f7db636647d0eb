import groovy.json.JsonSlurper

def result = new JsonSlurper().parse(new File(basedir, 'target/mnist/stripes/result.json'))
def run = result.runs[0]

assert run.evaluation.confusionMatrix.size() == 3
assert run.evaluation.total == 90
assert run.outcome.trainingCounts == [90, 90, 90]
assert run.outcome.validationRows == 30
assert result.data.baseline.classes == 3
// No path of this machine is in what one may publish.
assert !new File(basedir, 'target/mnist/stripes/result.json').text.contains(basedir.parent)
assert !new File(basedir, 'target/mnist/stripes/summary.md').text.contains(basedir.parent)
assert !new File(basedir, 'target/mnist/stripes/verdicts.json').text.contains(basedir.parent)
assert !new File(basedir, 'target/mnist/junit/TEST-stripes.xml').text.contains(basedir.parent)
def page = new File(basedir, 'target/mnist/stripes/report.html').text
assert !page.contains(basedir.parent)
assert page.contains('"classes":3')
