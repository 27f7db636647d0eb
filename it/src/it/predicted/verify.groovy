def log = new File(basedir, 'build.log').text

// Dark on light or light on dark, a ring is a nought and a bar a one; the first variant is taken.
assert log.contains('network: baseline of reader, seed 1 (784-64-10)')
assert log =~ /a ring & <b>\.png +0 +\d+\.\d\d %/
assert log =~ /bar\.jpg +1 +\d+\.\d\d %/

def page = new File(basedir, 'target/mnist/predict.html').text
assert page.contains('bar.jpg')
assert page.contains('inverted because it was light on dark')
assert page.contains('data:image/png;base64,')
// A file is taken as it is; as the experiment's variant, with the correction, which is said.
assert log.contains('network: model-corrected-1.zip (784-64-10)')
assert page.contains('read by the network of corrected of reader, seed 1 (784-64-10), its probabilities corrected as in the')
assert !page.contains('<b>.png')

// All that is wrong at once, each with what would be right; what there is, and what to type.
assert log.contains('missing.png does not exist')
assert log.contains('broken.png is neither a PNG nor a JPEG picture')
assert log.contains('empty.png is empty: no ink stands out from its paper')
assert log.contains('there are those of baseline of reader, seed 1; corrected of reader, seed 1')
assert log.contains('mvn mnist:predict -Dmnist.image=digit.png')

// An ONNX file is read by ONNX Runtime, and what it is asked can be said.
assert log.contains('network: model-corrected-1.onnx (ONNX, 10 classes)')
assert log.contains('mnist.model.scale is half, but allowed is zero-to-one, zero-to-255.')
