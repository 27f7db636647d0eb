def log = new File(basedir, 'build.log').text

assert log.count('BUILD SUCCESS') == 2
assert log.contains('train-images-idx3-ubyte')
assert log.contains('empty-cache')
assert log.contains('mvn mnist:fetch')
assert log =~ /the data directory .*no-such-folder does not exist; name the folder that holds train-images-idx3-ubyte, /
assert !log.contains('Downloading http')
