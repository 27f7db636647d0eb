import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
assert log.contains('gates: 4 of 4 passed')
assert log.contains('95 % bounds:')
assert log.contains('for the recipe')

def verdicts = new JsonSlurper().parse(new File(basedir, 'target/mnist/sure/verdicts.json'))
assert verdicts.verdicts.every { it.status == 'pass' && it.evidence.scope == 'recipe' && it.evidence.seeds == 5 }
assert verdicts.verdicts[0].evidence.lower < verdicts.verdicts[0].evidence.estimate
// Five seeds are enough to say what the gates are worth.
assert verdicts.qualities[0].falseAlarms.value < 0.01

def summary = new File(basedir, 'target/mnist/sure/summary.md').text
assert summary.contains('All metrics of baseline, by seed')
assert summary.contains('How sensitive the gates are')
