def log = new File(basedir, 'build.log').text

assert log.count('Skipped: mnist.skip is set.') == 1
assert log.count('Skipped: mnist.experiment.skip is set.') == 1
assert !new File(basedir, 'target').exists()
