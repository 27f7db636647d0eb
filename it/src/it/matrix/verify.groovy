import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
// The plan, by its axes, before anything is trained; the estimate says what it rests on.
assert log.contains('6 variants of the matrix, such as ratio-40-smote')
assert log.contains('dataset.imbalance.ratio: 1, 4, 40')
assert log =~ /12 runs: 12 to train, in about \d+ s on \d workers? \(by /
assert log.indexOf('12 to train') < log.indexOf('done in')

// At ratio 40 two rows of a class are left, which is too few for SMOTE with k = 5: said in its place, not failed.
def folder = new File(basedir, 'target/mnist/cells')
def result = new JsonSlurper().parse(new File(folder, 'result.json'))
assert result.runs.size() == 10
assert result.notApplicable.collect { "$it.id.variant-$it.id.seed" as String } == ['ratio-40-smote-1', 'ratio-40-smote-2']
assert log.contains('n/a [1]')
assert log.contains('[1] not applicable: smote')
for (name in ['summary.md', 'report.html']) {
    assert new File(folder, name).text.contains('cannot be applied to class 8')
}
assert log.contains('gates: 1 of 1 passed')

// Accepted and checked as any other.
assert log.contains('cells: accepted.')
assert new File(basedir, 'experiments/cells.lock.yaml').text.contains('ratio-40-smote')
assert log.contains('Judging stored results; nothing is trained.')
