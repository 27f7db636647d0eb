/* Reads digits in the page: prepares a picture as MNIST's were, and computes what a network makes of it. */
(function () {
  'use strict';
  var lab = window.mnistLab;

  /*
   * The preparation, step for step that of the Java classes PreparedDigit, GreyPlanes, Paper, Ink and Otsu, where the
   * reasons stand. Sums, products, quotients and square roots of doubles in the same order: the result is the same to the
   * bit, which a test sees to.
   */
  var SIDE = 28;
  var BOX = 20;
  var CENTRE = 14;
  var MAX_SIDE = 512;
  var FLAT = 24;
  var MUCH_BETTER = 2;
  var EDGE = 0.04;
  var ROUNDS = 6;
  var LEAST = 16;
  var FAINT = 0.1;
  var DUST = 0.02;
  var INSIDE = 0.5;

  function spread(values) {
    var least = Infinity;
    var most = -Infinity;
    for (var i = 0; i < values.length; i++) {
      least = Math.min(least, values[i]);
      most = Math.max(most, values[i]);
    }
    return most - least;
  }

  function otsu(values) {
    var histogram = new Float64Array(256);
    var total = 0;
    for (var i = 0; i < values.length; i++) {
      var grey = Math.max(0, Math.min(255, Math.floor(values[i])));
      histogram[grey]++;
      total += grey;
    }
    var threshold = 1;
    var most = 0;
    var below = 0;
    var belowTotal = 0;
    for (var level = 1; level < 256; level++) {
      below += histogram[level - 1];
      belowTotal += histogram[level - 1] * (level - 1);
      var above = values.length - below;
      if (below > 0 && above > 0) {
        var apart = belowTotal / below - (total - belowTotal) / above;
        var variance = below / values.length * (above / values.length) * apart * apart;
        if (variance > most) {
          most = variance;
          threshold = level;
        }
      }
    }
    var count = 0;
    var sum = 0;
    for (var upper = threshold; upper < 256; upper++) {
      count += histogram[upper];
      sum += histogram[upper] * upper;
    }
    var seen = 0;
    var quartile = threshold;
    while (quartile < 255 && 4 * (seen + histogram[quartile]) < 3 * count) {
      seen += histogram[quartile];
      quartile++;
    }
    return { threshold: threshold, variance: most, upperMean: count === 0 ? 0 : sum / count, upperQuartile: quartile };
  }

  function bestChannel(rgba, width, height, paper) {
    var factor = Math.floor((Math.max(width, height) + MAX_SIDE - 1) / MAX_SIDE);
    var w = Math.floor((width + factor - 1) / factor);
    var h = Math.floor((height + factor - 1) / factor);
    var sums = new Float64Array(3 * w * h);
    var counts = new Float64Array(w * h);
    for (var y = 0; y < height; y++) {
      for (var x = 0; x < width; x++) {
        var from = 4 * (y * width + x);
        var opacity = rgba[from + 3];
        var behind = paper * (255 - opacity) + 127;
        var to = Math.floor(y / factor) * w + Math.floor(x / factor);
        for (var c = 0; c < 3; c++) {
          sums[3 * to + c] += Math.floor((rgba[from + c] * opacity + behind) / 255);
        }
        counts[to]++;
      }
    }
    var channels = [0, 1, 2, 3].map(function () { return new Float64Array(w * h); });
    for (var i = 0; i < counts.length; i++) {
      for (var d = 0; d < 3; d++) {
        channels[d][i] = sums[3 * i + d] / counts[i];
      }
      channels[3][i] = (299 * sums[3 * i] + 587 * sums[3 * i + 1] + 114 * sums[3 * i + 2]) / (1000 * counts[i]);
    }
    var best = channels[3];
    var most = MUCH_BETTER * otsu(best).variance;
    for (var e = 0; e < 3; e++) {
      var variance = otsu(channels[e]).variance;
      if (variance > most) {
        most = variance;
        best = channels[e];
      }
    }
    return { width: w, height: h, values: best };
  }

  function greyPlane(rgba, width, height) {
    var onWhite = bestChannel(rgba, width, height, 255);
    if (spread(onWhite.values) < FLAT) {
      for (var i = 3; i < rgba.length; i += 4) {
        if (rgba[i] !== 255) {
          return bestChannel(rgba, width, height, 0);
        }
      }
    }
    return onWhite;
  }

  function across(place, side) {
    return (2 * place + 1 - side) / side;
  }

  function difference(paper, grey, pixel) {
    var x = across(pixel % grey.width, grey.width);
    var y = across(Math.floor(pixel / grey.width), grey.height);
    return paper.constant + paper.slopeX * x + paper.slopeY * y - grey.values[pixel];
  }

  function fit(grey, pixels) {
    var count = pixels.length;
    var meanX = 0;
    var meanY = 0;
    var mean = 0;
    pixels.forEach(function (pixel) {
      meanX += across(pixel % grey.width, grey.width);
      meanY += across(Math.floor(pixel / grey.width), grey.height);
      mean += grey.values[pixel];
    });
    meanX /= count;
    meanY /= count;
    mean /= count;
    var xx = 0;
    var xy = 0;
    var yy = 0;
    var xg = 0;
    var yg = 0;
    pixels.forEach(function (pixel) {
      var x = across(pixel % grey.width, grey.width) - meanX;
      var y = across(Math.floor(pixel / grey.width), grey.height) - meanY;
      var g = grey.values[pixel] - mean;
      xx += x * x;
      xy += x * y;
      yy += y * y;
      xg += x * g;
      yg += y * g;
    });
    var determinant = xx * yy - xy * xy;
    var plane = determinant > 1e-6 * count * count;
    var slopeX = plane ? (xg * yy - yg * xy) / determinant : 0;
    var slopeY = plane ? (yg * xx - xg * xy) / determinant : 0;
    var paper = { constant: mean - slopeX * meanX - slopeY * meanY, slopeX: slopeX, slopeY: slopeY, noise: 0 };
    var squares = 0;
    pixels.forEach(function (pixel) {
      var off = difference(paper, grey, pixel);
      squares += off * off;
    });
    paper.noise = Math.sqrt(squares / count);
    return paper;
  }

  function paperOf(grey) {
    var depth = Math.max(1, Math.floor(EDGE * Math.min(grey.width, grey.height) + 0.5));
    var edge = [];
    for (var y = 0; y < grey.height; y++) {
      for (var x = 0; x < grey.width; x++) {
        if (x < depth || y < depth || x >= grey.width - depth || y >= grey.height - depth) {
          edge.push(y * grey.width + x);
        }
      }
    }
    var paper = fit(grey, edge);
    for (var round = 0; round < ROUNDS; round++) {
      var off = Float64Array.from(edge, function (pixel) { return Math.abs(difference(paper, grey, pixel)); });
      var sorted = off.slice().sort();
      var limit = 2.5 * sorted[Math.floor(sorted.length / 2)] + 1;
      paper = fit(grey, edge.filter(function (pixel, i) { return off[i] <= limit; }));
    }
    return paper;
  }

  function components(plane, least) {
    var labels = new Int32Array(plane.values.length);
    var open = new Int32Array(plane.values.length);
    var label = 0;
    for (var start = 0; start < labels.length; start++) {
      if (labels[start] !== 0 || plane.values[start] < least) {
        continue;
      }
      labels[start] = ++label;
      var count = 0;
      open[count++] = start;
      while (count > 0) {
        var pixel = open[--count];
        var x = pixel % plane.width;
        var y = Math.floor(pixel / plane.width);
        for (var ny = Math.max(0, y - 1); ny <= Math.min(plane.height - 1, y + 1); ny++) {
          for (var nx = Math.max(0, x - 1); nx <= Math.min(plane.width - 1, x + 1); nx++) {
            var neighbour = ny * plane.width + nx;
            if (labels[neighbour] === 0 && plane.values[neighbour] >= least) {
              labels[neighbour] = label;
              open[count++] = neighbour;
            }
          }
        }
      }
    }
    return { labels: labels, count: label };
  }

  function boxAround(has, width, height) {
    var left = width;
    var top = height;
    var right = 0;
    var bottom = 0;
    for (var i = 0; i < width * height; i++) {
      if (has(i)) {
        var x = i % width;
        var y = Math.floor(i / width);
        left = Math.min(left, x);
        top = Math.min(top, y);
        right = Math.max(right, x + 1);
        bottom = Math.max(bottom, y + 1);
      }
    }
    return { left: left, top: top, width: right - left, height: bottom - top, side: Math.max(right - left, bottom - top) };
  }

  function widened(set, length, lines, step, lineStep, reach) {
    var wide = new Uint8Array(set.length);
    for (var line = 0; line < lines; line++) {
      for (var i = 0; i < length; i++) {
        if (set[line * lineStep + i * step]) {
          for (var j = Math.max(0, i - reach); j <= Math.min(length - 1, i + reach); j++) {
            wide[line * lineStep + j * step] = 1;
          }
        }
      }
    }
    return wide;
  }

  function kept(ink, sure) {
    var width = ink.width;
    var height = ink.height;
    var found = components(ink, sure);
    var labels = found.labels;
    var mass = new Float64Array(found.count + 1);
    var touches = new Uint8Array(found.count + 1);
    for (var i = 0; i < labels.length; i++) {
      var x = i % width;
      var y = Math.floor(i / width);
      mass[labels[i]] += ink.values[i];
      if (x === 0 || y === 0 || x === width - 1 || y === height - 1) {
        touches[labels[i]] = 1;
      }
    }
    var total = 0;
    var inside = 0;
    for (var label = 1; label <= found.count; label++) {
      total += mass[label];
      inside += touches[label] ? 0 : mass[label];
    }
    var onlyInside = inside >= INSIDE * total;
    var core = Uint8Array.from(labels, function (of) {
      return of > 0 && mass[of] >= DUST * total && !(onlyInside && touches[of]) ? 1 : 0;
    });
    var box = boxAround(function (pixel) { return core[pixel]; }, width, height);
    var reach = Math.floor((box.side + BOX - 1) / BOX);
    var near = widened(widened(core, width, height, 1, width, reach), height, width, width, 1, reach);
    return {
      width: width,
      height: height,
      values: ink.values.map(function (value, pixel) { return near[pixel] && value >= FAINT ? value : 0; })
    };
  }

  /* The ink of a picture, or nothing if it is empty. */
  function inkOf(grey) {
    var paper = paperOf(grey);
    var darker = new Float64Array(grey.values.length);
    var dark = 0;
    var light = 0;
    var floor = 3 * paper.noise + 1;
    for (var i = 0; i < darker.length; i++) {
      darker[i] = difference(paper, grey, i);
      var beyond = Math.abs(darker[i]) - floor;
      if (beyond > 0 && darker[i] > 0) {
        dark += beyond * beyond;
      } else if (beyond > 0) {
        light += beyond * beyond;
      }
    }
    var lightOnDark = light > dark;
    darker = darker.map(function (value) { return Math.max(0, lightOnDark ? -value : value); });
    var parted = otsu(darker);
    if (parted.upperMean < LEAST + 3 * paper.noise) {
      return null;
    }
    var full = parted.upperQuartile;
    var none = Math.min(3 * paper.noise, parted.threshold / 2);
    var sure = (parted.threshold - none) / (full - none);
    var all = {
      width: grey.width,
      height: grey.height,
      values: darker.map(function (value) { return Math.max(0, Math.min(1, (value - none) / (full - none))); })
    };
    var amount = kept(all, Math.min(1, sure));
    return spread(amount.values) > 0 ? { amount: amount, lightOnDark: lightOnDark } : null;
  }

  function mean(values, first, stride, count, from, to) {
    var sum = 0;
    for (var i = Math.floor(from); i < Math.min(count, to); i++) {
      sum += values[first + i * stride] * (Math.min(to, i + 1) - Math.max(from, i));
    }
    return sum / (to - from);
  }

  function boxed(ink) {
    var box = boxAround(function (pixel) { return ink.values[pixel] > 0; }, ink.width, ink.height);
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

  /* From the red, green, blue and opacity of each pixel, as a canvas gives them; null if the picture is empty. */
  lab.prepareDigit = function (rgba, width, height) {
    var ink = inkOf(greyPlane(rgba, width, height));
    return ink ? { pixels: centred(boxed(ink.amount)), lightOnDark: ink.lightOnDark } : null;
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

  /* What a unit makes of its weighted sum; the Java class UnitFunction has the papers. */
  var functions = {
    'identity': function (x) { return x; },
    'relu': function (x) { return x > 0 ? x : 0; },
    'leaky-relu': function (x, slope) { return x > 0 ? x : slope * x; },
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
