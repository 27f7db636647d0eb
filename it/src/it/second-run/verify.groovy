import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text

assert log.count('Judging stored results; nothing is trained.') == 2
assert log.contains('are not of the present again')
assert log.contains('mvn mnist:experiment')
// The stranger's results were replaced by the fourth build, and the fifth missed the gate on them.
def result = new JsonSlurper().parse(new File(basedir, 'target/mnist/again/result.json'))
assert result.runs[0].outcome.history.size() == 3
assert log.contains('at least 0.999')
// One run each in the first and the fourth build, none besides.
assert log.count('again baseline-1: done in') == 2
// The sixth wrote the reports of the same results and gates again; what is missed is shown, and fails nothing.
def page = new File(basedir, 'target/mnist/again/report.html').text
assert page.contains('1 missed') && page.contains('at least 0.999')
assert log.count('gates: 0 of 1 passed') == 2
