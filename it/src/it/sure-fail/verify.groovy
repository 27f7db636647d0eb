def log = new File(basedir, 'build.log').text
assert log.contains('1 gate is missed')
assert log.contains('for this trained model (Clopper-Pearson; Wilson: ')
// GitHub takes it at the start of a line alone.
assert log.readLines().any { it.startsWith('::error file=experiments/sure.yaml,line=9,col=5,title=sure%3A gate FAIL::accuracy of baseline at least 0.9999') }
assert new File(basedir, 'step-summary.md').text.contains('**Gates: 1 of 2 passed**')

def junit = new groovy.xml.XmlSlurper().parse(new File(basedir, 'target/mnist/junit/TEST-sure.xml'))
assert junit.@failures == 1
assert junit.testcase[1].failure.@type == 'gate'
