def log = new File(basedir, 'build.log').text

assert log.count('Judging stored results; nothing is trained.') == 2
assert log.contains('are not of the present again')
assert log.contains('mvn mnist:experiment')
// The stranger's results were replaced by the fourth build, and the fifth missed the gate on them.
assert log.count('parameters of epoch 3') == 1
assert log.contains('at least 0.999')
// One run each in the first, the fourth and the seventh build, none besides.
assert log.count('again baseline-1: done in') == 3
// The sixth wrote the reports of the same results and gates again; what is missed is shown, and fails nothing.
assert log.count('gates: 0 of 1 passed') == 2
// Two executions of one build have an experiment of one name: the second is refused before it takes the place of the first.
assert log.contains('Results would take the place of others of this build in')
assert log.contains('regated/again.yaml has the name of')
// A build that fails as early as can be leaves no passed test of an earlier one.
assert log.contains('model.hidden')
assert new File(basedir, 'target/mnist/junit').list().length == 0
