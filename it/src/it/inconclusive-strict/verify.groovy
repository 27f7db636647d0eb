def log = new File(basedir, 'build.log').text
assert log.contains('1 gate is inconclusive, which is not enough here')

def junit = new groovy.xml.XmlSlurper().parse(new File(basedir, 'target/mnist/junit/TEST-unsure.xml'))
assert junit.@failures == 1
assert junit.@skipped == 0
assert junit.testcase[0].failure.@type == 'inconclusive'
