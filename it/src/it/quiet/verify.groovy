def lines = new File(basedir, 'build.log').readLines()

// The Invoker writes two lines of its own; Maven and the plugin nothing.
assert lines.findAll { it.contains('hush') || it.contains('epoch') || it.startsWith('[INFO]') }.isEmpty()
assert new File(basedir, 'target/mnist/hush/result.json').exists()
