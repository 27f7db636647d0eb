def log = new File(basedir, 'build.log').text

// The parent has only modules; a module that does not have what is asked for leaves it to the one that does.
assert log.count('Skipped: this module has only modules, and not the folder') == 3
assert log.count('Skipped: one is in another module.') == 1
assert log.count('gates: 1 of 1 passed') == 3
assert log.count('mvn -pl two mnist:experiment -Dmnist.experiment=two') == 2
assert log.contains('No experiment is called three in')

// What both have left is on one page of the parent, and in one summary.
assert log.count('2 experiments in 2 modules: of 2 gates 1 passed, 1 missed') == 1
def all = new File(basedir, 'target/mnist/index.html')
assert all.text.contains('href="../../two/target/mnist/two/report.html"')
assert new File(all.parentFile, '../../two/target/mnist/two/report.html').exists()
assert new File(basedir, 'target/mnist/summary.md').text.contains('### two in two')
