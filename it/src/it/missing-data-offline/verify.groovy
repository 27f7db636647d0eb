def log = new File(basedir, 'build.log').text

assert log.count('BUILD SUCCESS') == 2
assert log.contains('train-images-idx3-ubyte')
assert log.contains('no-such-folder')
assert log.contains('empty-cache')
assert log.contains('mvn mnist:fetch')
assert !log.contains('Downloading http')
