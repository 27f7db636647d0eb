def log = new File(basedir, 'build.log').text
assert log.contains('1 experiment, 12 runs')
assert log.contains('gated: how sensitive its gates are')
assert log =~ /6 seeds: mean 0\.\d+, standard deviation 0\.\d+ \(0\.\d+ to 0\.\d+\)/
assert log.contains('false alarms for an unchanged recipe, judged by the mean of 2 seeds')
assert log.contains('smallest drop detected four times out of five')
assert log =~ /for one false alarm in 20, take one of these:/
assert log =~ /- \{metric: accuracy, variant: baseline, atLeast: -?0\.\d+, confidence: none\}/
// Seeds of the experiment itself would give what is known.
assert !log.contains('baseline-1:') && !log.contains('baseline-1000001:')
assert log.contains('mnist.calibrate.seeds must be 5 or more, but is 4.')
// Nothing is judged, and no result left that could be taken for the experiment's.
assert !new File(basedir, 'target/mnist/gated').exists()
assert !new File(basedir, 'target/mnist/junit/TEST-gated.xml').exists()
