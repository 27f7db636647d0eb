/* Reads digits in the page: prepares what is drawn as MNIST's digits were, and computes what a network makes of it. */
(function () {
  'use strict';
  var lab = window.mnistLab;

  /*
   * Boxing and centring, step for step those of the Java class PreparedDigit, where the reasons stand, in the same order of
   * sums: of what is drawn on the pad both make the same image to the bit, which a test sees to. The ink needs no search,
   * as it has in photographs: the paper is white and the pen is black.
   */
  var SIDE = 28;
  var BOX = 20;
  var CENTRE = 14;
  var FAINT = 0.1;

  /* How black each pixel is, 0 to 1; what is faint is the edge of nothing. */
  function inkOf(rgba, width, height) {
    var values = new Float64Array(width * height);
    for (var i = 0; i < values.length; i++) {
      var black = (255 - rgba[4 * i]) / 255;
      values[i] = black >= FAINT ? black : 0;
    }
    return { width: width, height: height, values: values };
  }

  function boxAround(ink) {
    var left = ink.width;
    var top = ink.height;
    var right = 0;
    var bottom = 0;
    ink.values.forEach(function (value, i) {
      if (value > 0) {
        var x = i % ink.width;
        var y = Math.floor(i / ink.width);
        left = Math.min(left, x);
        top = Math.min(top, y);
        right = Math.max(right, x + 1);
        bottom = Math.max(bottom, y + 1);
      }
    });
    return { left: left, top: top, width: right - left, height: bottom - top, side: Math.max(right - left, bottom - top) };
  }

  function mean(values, first, stride, count, from, to) {
    var sum = 0;
    for (var i = Math.floor(from); i < Math.min(count, to); i++) {
      sum += values[first + i * stride] * (Math.min(to, i + 1) - Math.max(from, i));
    }
    return sum / (to - from);
  }

  function boxed(ink) {
    var box = boxAround(ink);
    var step = box.side / BOX;
    var columns = Math.max(1, Math.ceil(box.width / step - 1e-9));
    var lines = Math.max(1, Math.ceil(box.height / step - 1e-9));
    var narrowed = new Float64Array(columns * box.height);
    for (var y = 0; y < box.height; y++) {
      for (var column = 0; column < columns; column++) {
        narrowed[y * columns + column] = mean(
          ink.values, (box.top + y) * ink.width + box.left, 1, box.width, column * step, (column + 1) * step);
      }
    }
    var values = new Float64Array(columns * lines);
    var most = 0;
    for (var line = 0; line < lines; line++) {
      for (var across = 0; across < columns; across++) {
        var value = mean(narrowed, across, columns, box.height, line * step, (line + 1) * step);
        values[line * columns + across] = value;
        most = Math.max(most, value);
      }
    }
    return { width: columns, height: lines, values: values.map(function (pale) { return pale / most; }) };
  }

  function shift(centreOfMass, side) {
    return Math.max(0, Math.min(SIDE - side, Math.floor(CENTRE - centreOfMass + 0.5)));
  }

  function centred(plane) {
    var greys = plane.values.map(function (value) { return Math.floor(255 * value + 0.5); });
    var mass = 0;
    var massX = 0;
    var massY = 0;
    greys.forEach(function (grey, i) {
      mass += grey;
      massX += grey * (i % plane.width);
      massY += grey * Math.floor(i / plane.width);
    });
    var left = shift(massX / mass, plane.width);
    var top = shift(massY / mass, plane.height);
    var pixels = new Uint8Array(SIDE * SIDE);
    greys.forEach(function (grey, i) {
      pixels[(top + Math.floor(i / plane.width)) * SIDE + left + i % plane.width] = grey;
    });
    return pixels;
  }

  /* What the network sees of a pad: from the red, green, blue and opacity of each pixel; null if nothing is drawn. */
  lab.prepareDigit = function (rgba, width, height) {
    var ink = inkOf(rgba, width, height);
    return ink.values.some(function (value) { return value > 0; }) ? centred(boxed(ink)) : null;
  };

  /* Bytes from base64. */
  lab.bytes = function (base64) {
    var text = window.atob(base64);
    var bytes = new Uint8Array(text.length);
    for (var i = 0; i < text.length; i++) {
      bytes[i] = text.charCodeAt(i);
    }
    return bytes;
  };

  function sigmoid(x) {
    return 1 / (1 + Math.exp(-x));
  }

  /* Activation functions; the Java class UnitFunction has the papers. */
  var functions = {
    'identity': function (x) { return x; },
    'relu': function (x) { return x > 0 ? x : 0; },
    'leaky-relu': function (x, alpha) { return x > 0 ? x : alpha * x; },
    'elu': function (x, alpha) { return x > 0 ? x : alpha * Math.expm1(x); },
    'selu': function (x) { return 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * Math.expm1(x)); },
    'gelu': function (x) { return x * sigmoid(1.702 * x); },
    'precise-gelu': function (x) {
      var scaled = 0.044715 * x;
      return x / 2 * (1 + Math.tanh(0.7978845608028654 * (x + scaled * scaled * scaled)));
    },
    'swish': function (x) { return x * sigmoid(x); },
    'tanh': Math.tanh,
    'sigmoid': sigmoid,
    'softplus': function (x) { return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))); }
  };

  /* A network that the Java class QuantizedNetwork has exported. All numbers are little-endian, as every browser's are. */
  lab.network = function (exported) {
    var buffer = lab.bytes(exported.numbers).buffer;
    var offset = 0;
    var layers = exported.layers.map(function (shape) {
      var scales = new Float32Array(buffer, offset, shape.outputs);
      var biases = new Float32Array(buffer, offset + 4 * shape.outputs, shape.outputs);
      var start = offset + 8 * shape.outputs;
      var count = shape.inputs * shape.outputs;
      var weights = shape.bytes === 1 ? new Int8Array(buffer, start, count) : new Int16Array(buffer, start, count);
      offset = Math.ceil((start + count * shape.bytes) / 4) * 4;
      return { shape: shape, scales: scales, biases: biases, weights: weights };
    });

    function outputsOf(layer, input) {
      var outputs = layer.shape.outputs;
      var weights = layer.weights;
      var sums = new Float64Array(outputs);
      for (var i = 0; i < input.length; i++) {
        var value = input[i];
        if (value !== 0) {
          var row = i * outputs;
          for (var unit = 0; unit < outputs; unit++) {
            sums[unit] += value * weights[row + unit];
          }
        }
      }
      var of = functions[layer.shape.function];
      for (var u = 0; u < outputs; u++) {
        sums[u] = of(sums[u] * layer.scales[u] + layer.biases[u], layer.shape.constant);
      }
      return sums;
    }

    return {
      /* The probability of each class, from 784 bytes, 0 for paper and 255 for ink. */
      predict: function (pixels) {
        var values = Float64Array.from(pixels, function (grey) { return Math.fround(grey / 255); });
        layers.forEach(function (layer) { values = outputsOf(layer, values); });
        var highest = values.reduce(function (most, value) { return Math.max(most, value); }, -Infinity);
        var sum = 0;
        values = values.map(function (value) {
          var power = Math.exp(value - highest);
          sum += power;
          return power;
        });
        return values.map(function (value) { return value / sum; });
      }
    };
  };
}());
