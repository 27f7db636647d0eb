def log = new File(basedir, 'build.log').text
def folder = new File(basedir, 'target/mnist/explore')

// The data set by itself.
assert log.contains('generated-digits: digits that the program draws, from seed 1')
assert log.contains('all      10,000           2,000')
assert log.contains('most unusual training images')
def page = new File(folder, 'generated-digits/explore.html').text
['samples', 'checks', 'classes', 'pixels', 'means', 'unusual', 'duplicates', 'methods'].each {
    assert page.contains("<section id=\"${it}\"")
}

// The rows of an experiment's first run.
def thinned = new File(folder, 'thinned@baseline/explore.html').text
assert log =~ /(?m)^\[INFO\] 3 +11 +/
assert log =~ /(?m)^\[INFO\] 8 +5 +/
assert log.contains('validation')
assert !thinned.contains(basedir.parent)

// No worker was needed, nor any native library.
assert !new File(basedir, 'target/mnist/logs').exists()

assert log.contains('Skipped: mnist.explore.skip is set.')
assert log.contains('MNIST is not complete')
assert log.contains('To fetch it, run with a network: mvn mnist:fetch')
assert log =~ /damaged.t10k-images-idx3-ubyte holds only 17 of the 7840016 bytes/
assert log.contains("mnist.dataset must be mnist, fashion-mnist, kmnist or generated-digits, but is 'letters'")
assert log.contains("mnist.explore.variant is 'none', but thinned has no such variant; it has baseline, whole.")
