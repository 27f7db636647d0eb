import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
assert log.contains('1 experiment, 2 runs, nothing to train')
assert log.contains('gates: 1 of 1 passed')
assert !log.contains('no-such-backend')

def result = new JsonSlurper().parse(new File(basedir, 'target/mnist/beside/result.json'))
def runs = result.runs.collectEntries { [it.id.variant, it] }
assert runs.exported.evaluation.confusionMatrix == runs.trained.evaluation.confusionMatrix
assert result.computation.onnxRuntime ==~ /[0-9a-f]{64}/
// What was unpacked for ONNX Runtime is gone.
assert !new File(basedir, 'target/mnist/.work').exists()
