def log = new File(basedir, 'build.log').text

assert log.contains('5 problems')
assert log =~ /faulty\.yaml:2:\d+: .*many/
assert log =~ /faulty\.yaml:3:\d+: .*activaton.*activation/
assert log =~ /faulty\.yaml:4:\d+: .*epochs.*0/
assert log =~ /faulty\.yaml:4:\d+: .*adm.*adam/
assert log =~ /faulty\.yaml:8:\d+: .*basline.*baseline/
assert !new File(basedir, 'target').exists()
