def log = new File(basedir, 'build.log').text

assert log.contains('holds a damaged or foreign file')
assert log =~ /data.train-images-idx3-ubyte holds only 17 of the 47040016 bytes/
assert !log.contains('Downloading http')
