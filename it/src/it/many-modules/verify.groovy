def log = new File(basedir, 'build.log').text

// The parent has only modules; a module that does not have what is asked for leaves it to the one that does.
assert log.count('Skipped: this module has only modules, and not the folder') == 3
assert log.count('Skipped: one is in another module.') == 1
assert log.count('gates: 1 of 1 passed') == 3
assert log.count('mvn -pl two mnist:experiment -Dmnist.experiment=two') == 2
assert log.contains('No experiment is called three in')
