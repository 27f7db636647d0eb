def log = new File(basedir, 'build.log').text

assert log.contains('5 problems')
assert log =~ /faulty\.yaml:2:\d+: .*many/
assert log =~ /faulty\.yaml:3:\d+: .*activaton.*activation/
assert log =~ /faulty\.yaml:4:\d+: .*epochs.*0/
assert log =~ /faulty\.yaml:4:\d+: .*adm.*adam/
assert log =~ /faulty\.yaml:8:\d+: .*basline.*baseline/
assert !new File(basedir, 'target').exists()
assert log.contains("mnist.lockTimeout must be 0 or more, but is -2.")
assert log.contains("mnist.workers must be 0 or more, but is -1.")
assert log.contains("mnist.workerMemory must be a number with k, m or g, such as 2g, but is 'lots'.")
assert log.contains("mnist.keepModels must be one of all, best, none, but is 'some'.")
assert !log.contains('in a way that it should not')
