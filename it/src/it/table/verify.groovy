import groovy.json.JsonSlurper

def folder = new File(basedir, 'target/mnist/crescents')
def result = new JsonSlurper().parse(new File(folder, 'result.json'))

assert result.data.baseline.classNames == ['common', 'Rare.Kind']
assert result.runs.collect { it.evaluation.total } == [297] * 5
['smote', 'smote-nc'].each { name ->
    assert result.runs.find { it.id.variant == name }.outcome.balancedCounts.toSet().size() == 1
}
assert result.runs.every { it.outcome.validationRows == 70 }
def log = new File(basedir, 'build.log').text
assert log.contains('gates: 2 of 2 passed')
// Rows between two kinds of soil, and balancing that had nothing to do: said wherever results are.
def blended = 'the balancing of smote makes rows that are part one category and part another'
def idle = 'The balancing of even-smote changed nothing: it added and left out no row in its run, and the networks are' +
    ' identical to those of even.'
[log.replaceAll(/\n(\[WARNING\]|\[INFO\])\s+/, ' '), new File(folder, 'report.html').text,
 new File(folder, 'summary.md').text, result.warnings.join('\n')].each {
    assert it.replaceAll(/\s+/, ' ').contains(blended)
    assert it.replaceAll(/\s+/, ' ').contains(idle)
}
// Of a table there are no pictures, and no empty place for them.
def page = new File(folder, 'report.html').text
assert page.contains('Rare.Kind')
assert !page.contains('<section id="images"') && !page.contains('<section id="pad"')
// The rows themselves, and what the networks lean on, measured on validation rows.
['rows', 'importance', 'columns', 'correlations'].each { assert page.contains("<section id=\"${it}\"") }
assert result.runs.every { it.outcome.importance.rows == 70 && it.outcome.importance.columns.size() == 3 }
assert !page.contains(basedir.parent)
assert new File(folder, 'summary.md').text.contains('Rare.Kind')
// Kept models are there in both forms, and the ONNX file says what its rows are.
def onnx = new File(folder, 'model-smote-1.onnx').getText('ISO-8859-1')
assert new File(folder, 'model-smote-1.zip').isFile()
assert onnx.contains('mnist-lab.input.columns')
