def log = new File(basedir, 'build.log').text

assert log.contains('seen.yaml is valid: 2 variants, 0 gates.')
assert log.contains('4 runs')
assert log.contains('longer-2, after baseline-2')
assert log.contains('(warm-start)')
assert log.contains('mnist:experiment')
// Drawn digits may be there, but no results.
assert !new File(basedir, 'target/mnist/seen').exists()
