def log = new File(basedir, 'build.log').text
assert log.contains('gates: 1 of 3 passed, 2 not judged')
assert log.contains('no lock yet: mnist:accept writes one')

def junit = new groovy.xml.XmlSlurper().parse(new File(basedir, 'target/mnist/junit/TEST-fresh.xml'))
assert junit.@failures == 0
assert junit.@skipped == 2
