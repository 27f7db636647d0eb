assert new File(basedir, 'target/mnist/spaced/result.json').exists()
assert new File(basedir, 'target/mnist/spaced/summary.md').exists()
