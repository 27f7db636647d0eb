def log = new File(basedir, 'build.log').text

assert log.contains('MojoFailureException') || log.contains('Failed to execute goal io.github.mnistlab')
// Both gates in one message, each with its place, what was required and by how much it is missed.
assert log =~ /demanding\.yaml:9:\d+/
assert log =~ /demanding\.yaml:10:\d+/
assert log.contains('at least 0.99999')
assert log =~ /short by \d+ rows?/
assert log.contains('at most 0.00001')
assert log.contains('mvn mnist:experiment -Dmnist.experiment=demanding')
// Written before the build failed.
def junit = new groovy.xml.XmlSlurper().parse(new File(basedir, 'target/mnist/junit/TEST-demanding.xml'))
assert junit.@failures == 2
assert junit.testcase.size() == 3
assert new File(basedir, 'target/mnist/demanding/summary.md').exists()
assert new File(basedir, 'target/mnist/demanding/result.json').exists()
def page = new File(basedir, 'target/mnist/demanding/report.html').text
assert page.contains('2 missed') && page.contains('at least 0.99999')
