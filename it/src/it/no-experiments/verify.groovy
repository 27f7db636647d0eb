def log = new File(basedir, 'build.log').text

assert log.contains('No experiment found in')
assert log.contains('-Dmnist.failIfNoExperiments=false')
assert log.contains('Skipped: No experiment found in')
