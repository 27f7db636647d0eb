import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
assert log.contains('1 experiment, 2 runs, nothing to train')
assert log =~ /pets current-1: judged in .* \(2 of 2 runs\)/
assert log.contains('gates: 1 of 2 passed, 1 not judged')
assert log.contains('pets: accepted. Commit it')
assert log.contains('gates: 2 of 2 passed')
assert !log.contains('no-such-backend')

def result = new JsonSlurper().parse(new File(basedir, 'target/mnist/pets/result.json'))
assert result.runs*.evaluation.total == [10000, 10000]
assert result.runs.every { it.outcome.judged.orderChecked }
assert result.data.old.classNames == ['cat', 'dog', 'owl']
def predictions = new File(basedir, 'target/mnist/pets/predictions.csv').readLines()
assert predictions[0] == 'experiment,variant,seed,row,class,predicted,probability[cat],probability[dog],probability[owl]'
assert predictions.size() == 1 + 2 * 10000
def page = new File(basedir, 'target/mnist/pets/report.html').text
assert page.contains('owl') && !page.contains('id="gallery"') && !page.contains('Learning')
