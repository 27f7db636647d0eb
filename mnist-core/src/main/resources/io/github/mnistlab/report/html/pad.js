/* A pad to draw digits on. The network is unpacked when the pad comes near the screen. */
(function () {
  'use strict';
  var lab = window.mnistLab;
  var paper = document.getElementById('pad-paper');
  if (!paper) {
    return;
  }
  var PEN = 22;
  var SIDE = 28;
  var brush = paper.getContext('2d', { willReadFrequently: true });
  var seen = document.getElementById('pad-seen');
  var answer = document.getElementById('pad-answer');
  var list = document.querySelector('.pad-bars');
  var network = null;
  var bars = [];
  var due = false;

  function unpack() {
    if (!network) {
      network = lab.network(lab.data('pad-network'));
    }
    return network;
  }

  function bar(label) {
    var fill = lab.element('span', { 'class': 'pad-fill' });
    var number = lab.element('span', { 'class': 'pad-number', text: '' });
    list.appendChild(lab.element('li', {}, [
      lab.element('span', { 'class': 'pad-label', text: String(label) }),
      lab.element('span', { 'class': 'pad-track' }, [fill]),
      number
    ]));
    return { fill: fill, number: number };
  }

  function show(pixels) {
    var image = seen.getContext('2d').createImageData(SIDE, SIDE);
    for (var i = 0; i < SIDE * SIDE; i++) {
      var grey = pixels ? pixels[i] : 0;
      image.data.set([grey, grey, grey, 255], 4 * i);
    }
    seen.getContext('2d').putImageData(image, 0, 0);
    var probabilities = pixels ? unpack().predict(pixels) : [];
    var order = Array.from(probabilities.keys()).sort(function (a, b) { return probabilities[b] - probabilities[a]; });
    bars.forEach(function (one, label) {
      var share = probabilities[label] || 0;
      /* Through the object model: the page's policy allows no style attributes. */
      one.fill.style.width = 100 * share + '%';
      one.number.textContent = pixels ? lab.number(share, 'percent') : '';
      one.fill.classList.toggle('pad-first', label === order[0]);
    });
    list.dataset.probabilities = pixels ? JSON.stringify(Array.from(probabilities)) : '';
    answer.textContent = pixels
      ? 'Read as a ' + order[0] + ', with a confidence of ' + lab.number(probabilities[order[0]], 'percent') +
        '; the next is ' + order[1] + ', with ' + lab.number(probabilities[order[1]], 'percent') + '.'
      : 'Nothing is drawn yet.';
  }

  function read() {
    due = false;
    show(lab.prepareDigit(
      brush.getImageData(0, 0, paper.width, paper.height).data, paper.width, paper.height));
  }

  function readSoon() {
    if (!due) {
      due = true;
      window.requestAnimationFrame(read);
    }
  }

  function clear() {
    brush.fillStyle = '#fff';
    brush.fillRect(0, 0, paper.width, paper.height);
    brush.lineWidth = PEN;
    brush.lineCap = 'round';
    brush.lineJoin = 'round';
    brush.strokeStyle = '#000';
  }

  function place(event) {
    var box = paper.getBoundingClientRect();
    return [
      (event.clientX - box.left) * paper.width / box.width, (event.clientY - box.top) * paper.height / box.height
    ];
  }

  var last = null;
  function lineTo(point) {
    brush.beginPath();
    brush.moveTo(last[0], last[1]);
    brush.lineTo(point[0], point[1]);
    brush.stroke();
    last = point;
    readSoon();
  }
  paper.addEventListener('pointerdown', function (event) {
    if (event.button === 0) {
      event.preventDefault();
      paper.setPointerCapture(event.pointerId);
      last = place(event);
      lineTo(last);
    }
  });
  paper.addEventListener('pointermove', function (event) {
    if (last) {
      lineTo(place(event));
    }
  });
  ['pointerup', 'pointercancel'].forEach(function (end) {
    paper.addEventListener(end, function () { last = null; });
  });
  document.getElementById('pad-clear').addEventListener('click', function () {
    clear();
    show(null);
  });

  /* An example is seen just as it is; the paper shows it larger. */
  document.querySelectorAll('.pad-examples button').forEach(function (button) {
    button.addEventListener('click', function () {
      var tile = button.querySelector('canvas');
      var data = tile.getContext('2d').getImageData(0, 0, SIDE, SIDE).data;
      var pixels = new Uint8Array(SIDE * SIDE);
      for (var i = 0; i < pixels.length; i++) {
        pixels[i] = data[4 * i];
      }
      clear();
      var size = paper.width / SIDE;
      pixels.forEach(function (grey, i) {
        brush.fillStyle = 'rgb(' + [255 - grey, 255 - grey, 255 - grey].join(',') + ')';
        brush.fillRect(i % SIDE * size, Math.floor(i / SIDE) * size, size, size);
      });
      show(pixels);
    });
  });

  var exported = lab.data('pad-network');
  for (var label = 0; label < exported.layers[exported.layers.length - 1].outputs; label++) {
    bars.push(bar(label));
  }
  clear();
  lab.whenSeen(paper, unpack);
}());
