import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
def folder = new File(basedir, 'target/mnist/digits')
def result = new JsonSlurper().parse(new File(folder, 'result.json'))

assert result.runs.collect { it.id.variant + it.id.seed } == ['baseline1', 'baseline2', 'smote1', 'smote2']
result.runs.each { run ->
    assert run.outcome.history.size() == 2
    assert run.outcome.parameterDigest == run.outcome.history[run.outcome.chosenEpoch - 1].parameterDigest
    assert new File(folder, run.predictions).length() == 200 * 10 * 4
}
// Of each variant one model, and each run's digests its own.
assert folder.listFiles().count { it.name ==~ /model-.*\.zip/ } == 2
assert folder.listFiles().count { it.name ==~ /model-.*\.onnx/ } == 2
assert result.runs*.outcome*.parameterDigest.toSet().size() == 4
// SMOTE balances what the imbalance left.
def smote = result.runs.find { it.id.variant == 'smote' }
assert smote.outcome.trainingCounts.toSet().size() > 1
assert smote.outcome.balancedCounts.toSet().size() == 1

assert new File(folder, 'summary.md').text.contains('baseline')
def junit = new groovy.xml.XmlSlurper().parse(new File(basedir, 'target/mnist/junit/TEST-digits.xml'))
assert junit.testcase.size() == 2
assert log.contains('BUILD SUCCESS')
assert log.contains('target/mnist/digits') || log.contains('target\\mnist\\digits')
