/* The confusion matrix whose cells show their images, and the gallery of predictions. */
(function () {
  'use strict';
  var lab = window.mnistLab;
  var element = lab.element;
  var data = lab.data('report-data');
  var CLASSES = data.classes;
  var NAMES = data.names;
  /* Of the rows and columns of confusion matrices, of which the last may be all other classes together. */
  var CELLS = data.cells.map(function (label) { return NAMES[label]; })
    .concat(data.cells.length < CLASSES ? ['all others'] : []);

  function isOfCell(label, cell) {
    return cell < data.cells.length ? data.cells[cell] === label : data.cells.indexOf(label) < 0;
  }
  var BATCH = 24;
  /* With more columns a confusion matrix has narrow ones. */
  var WIDE = 14;
  /* Whether classes have names that would make columns wide: then the names stand upright. */
  var NAMED = CELLS.some(function (name) { return name.length > (CELLS.length > WIDE ? 2 : 8); });
  /* What a card has room for. */
  var BARS = 10;
  var LARGEST = 65535;

  data.variants.forEach(function (variant) {
    var text = atob(variant.probabilities);
    variant.hasProbabilities = text !== '';
    variant.of = function (image) {
      var values = [];
      if (!variant.hasProbabilities) {
        return values;
      }
      for (var label = 0; label < variant.classes; label++) {
        var at = 2 * (image * variant.classes + label);
        values.push((text.charCodeAt(at) | text.charCodeAt(at + 1) << 8) / LARGEST);
      }
      return values;
    };
    variant.confidence = function (image) {
      return variant.hasProbabilities ? variant.of(image)[variant.predicted[image]] : 0;
    };
    /* Behind a predicted class; nothing where classes are all that is known. */
    variant.sureness = function (image, before, after) {
      return variant.hasProbabilities ? before + percent(variant.confidence(image)) + after : '';
    };
    variant.title = variant.name + ', seed ' + variant.seed;
    variant.images = data.sets[variant.set];
  });

  function percent(share) {
    return lab.number(share, 'percent');
  }

  function count(number) {
    return lab.number(number, 'count');
  }

  function select(id, label, options) {
    var control = element('select', { id: id }, options.map(function (option, i) {
      return element('option', { value: i, text: option });
    }));
    return { control: control, label: element('label', { 'for': id }, [document.createTextNode(label), control]) };
  }

  function segments(legend, names, changed) {
    var buttons = names.map(function (name, i) {
      return element('button', { type: 'button', 'class': 'quiet', 'aria-pressed': String(i === 0), text: name });
    });
    buttons.forEach(function (button, i) {
      button.addEventListener('click', function () {
        buttons.forEach(function (other) { other.setAttribute('aria-pressed', String(other === button)); });
        changed(i);
      });
    });
    return element('fieldset', { 'class': 'segments' }, [element('legend', { text: legend })].concat(buttons));
  }

  function describe(variant, image) {
    var images = variant.images;
    var said = variant.predicted[image];
    return 'test image ' + images.rows[image] + ', true class ' + NAMES[images.labels[image]] + ', predicted ' + NAMES[said]
      + variant.sureness(image, ' with ', '');
  }

  /* The classes whose bars stand beside each other: all, or the most probable ones and the true one; in ascending order. */
  function barsOf(probabilities, truth) {
    var labels = probabilities.map(function (p, label) { return label; });
    if (labels.length <= BARS) {
      return labels;
    }
    labels.sort(function (a, b) { return (b === truth) - (a === truth) || probabilities[b] - probabilities[a]; });
    return labels.slice(0, BARS).sort(function (a, b) { return a - b; });
  }

  /* One prediction: the image, what was said of it, and the probability of each class as a bar. */
  function card(variant, image, all) {
    var images = variant.images;
    var truth = images.labels[image];
    var said = variant.predicted[image];
    var probabilities = variant.of(image);
    var places = barsOf(probabilities, truth);
    var bars = element('div', {
      'class': 'bars', role: 'img',
      'aria-label': (places.length < probabilities.length ? 'Largest probabilities: ' : 'Probabilities: ')
        + places.map(function (label) { return NAMES[label] + ': ' + percent(probabilities[label]); }).join(', ')
    }, places.map(function (label) {
      var tower = element('span', { 'class': 'tower' });
      tower.style.height = (100 * probabilities[label]).toFixed(1) + '%';
      var kind = label === truth ? 'is-true' : label === said ? 'is-predicted' : '';
      return element('span', { 'class': kind, title: NAMES[label] }, [tower, element('span', { text: NAMES[label] })]);
    }));
    bars.style.setProperty('--classes', places.length);
    var parts = [
      lab.digit(images.tiles[image], describe(variant, image)),
      element('p', { 'class': 'said' }, [
        element('strong', { 'class': said === truth ? 'right' : 'wrong', text: 'predicted ' + NAMES[said] }),
        element('br'), document.createTextNode(variant.sureness(image, '', '')),
        element('br'), document.createTextNode('true class ' + NAMES[truth]),
        element('br'), element('span', { 'class': 'note', text: 'test row ' + images.rows[image] })
      ])
    ];
    if (variant.hasProbabilities) {
      parts.push(bars);
    }
    if (all) {
      parts.push(element('ul', { 'class': 'others' }, data.variants.filter(function (other) {
        return other.set === variant.set;
      }).slice(0, 8).map(function (other) {
        return element('li', { text: other.name + ': ' + NAMES[other.predicted[image]] + other.sureness(image, ' (', ')') });
      })));
    }
    return element('li', { 'class': 'prediction' }, parts);
  }

  /* Cards of images, some at a time. */
  function cards(into, variant, images, all) {
    var list = element('ul', { 'class': 'cards' });
    var more = element('button', { type: 'button', 'class': 'quiet more' });
    var shown = 0;
    function add() {
      var first = null;
      images.slice(shown, shown + BATCH).forEach(function (image) {
        var item = card(variant, image, all);
        first = first || item;
        list.appendChild(item);
      });
      shown = Math.min(images.length, shown + BATCH);
      more.hidden = shown >= images.length;
      more.textContent = 'Show ' + Math.min(BATCH, images.length - shown) + ' more of ' + count(images.length);
      return first;
    }
    more.addEventListener('click', function () {
      var first = add();
      if (first) {
        first.setAttribute('tabindex', '-1');
        first.focus({ preventScroll: true });
      }
    });
    add();
    into.replaceChildren(list, more);
  }

  function indices(variant, wanted) {
    var found = [];
    for (var image = 0; image < variant.images.rows.length; image++) {
      if (wanted(image)) {
        found.push(image);
      }
    }
    return found;
  }

  /* The confusion matrix. */
  function confusion() {
    var root = document.getElementById('confusion-matrix');
    var panel = document.getElementById('confusion-images');
    var names = data.variants.map(function (variant) { return variant.title; });
    var one = select('confusion-variant', 'Variant', names);
    var other = select('confusion-other', 'Minus', ['nothing'].concat(names));
    var rates = false;
    var pressed = null;
    var table = element('div', { 'class': 'scroll', role: 'region', 'aria-label': 'Cells of the confusion matrix; arrow keys lead from one to the next' });
    arrowKeys(table);
    var note = element('p', { 'class': 'legend-note' });
    var controls = element('div', { 'class': 'controls' }, [one.label]);
    if (data.variants.length > 1) {
      controls.appendChild(other.label);
    }
    controls.appendChild(segments('Cells show', ['counts', 'rates'], function (i) { rates = i === 1; show(); }));
    root.append(controls, table, note);
    one.control.addEventListener('change', changed);
    other.control.addEventListener('change', changed);
    function changed() {
      pressed = null;
      panel.replaceChildren();
      show();
    }

    function total(row) {
      return row.reduce(function (sum, number) { return sum + number; }, 0);
    }

    function show() {
      var a = data.variants[Number(one.control.value)];
      var b = other.control.value === '0' ? null : data.variants[Number(other.control.value) - 1];
      var values = a.counts.map(function (row, label) {
        var rowTotal = total(row);
        var otherTotal = b ? total(b.counts[label]) : 0;
        return row.map(function (number, predicted) {
          var rate = rowTotal ? number / rowTotal : 0;
          if (!b) {
            return { rate: rate, shown: rates ? rate : number };
          }
          var difference = rate - (otherTotal ? b.counts[label][predicted] / otherTotal : 0);
          return { rate: difference, shown: rates ? difference : number - b.counts[label][predicted] };
        });
      });
      var largest = 0;
      values.forEach(function (row) { row.forEach(function (cell) { largest = Math.max(largest, Math.abs(cell.rate)); }); });
      var head = element('tr', {}, [element('th', { 'class': 'corner', scope: 'col' }, [element('span', { text: 'true \\ predicted' })])].concat(
        values.map(function (row, label) { return element('th', { scope: 'col', text: CELLS[label] }); })));
      var body = values.map(function (row, label) {
        return element('tr', {}, [element('th', { scope: 'row', text: CELLS[label] })].concat(row.map(function (cell, predicted) {
          return element('td', {}, [button(a, b, label, predicted, cell, largest)]);
        })));
      });
      table.replaceChildren(element('table', { 'class': 'confusion' + (NAMED ? ' named' : '') + (CELLS.length > WIDE ? ' wide' : '') }, [
        element('caption', { text: 'Confusion matrix of ' + a.title + (b ? ' minus that of ' + b.title : '') }),
        element('thead', {}, [head]), element('tbody', {}, body)
      ]));
      oneTabStop(table, table.querySelector('[aria-pressed="true"]') || table.querySelector('td button'));
      note.textContent = b
        ? 'Blue: more often with ' + a.title + '; orange: more often with ' + b.title + '. On the diagonal, more is better.'
        : 'The stronger the shade, the larger the share of the row; shades rise fast at first, so that rare mistakes show.';
    }

    function button(a, b, label, predicted, cell, largest) {
      var text = rates ? percentage(cell.shown, !!b) : (b && cell.shown > 0 ? '+' : '') + cell.shown;
      var control = element('button', {
        type: 'button', 'aria-pressed': String(pressed === label + '/' + predicted), 'data-true': label,
        'data-predicted': predicted,
        'aria-label': 'true ' + CELLS[label] + ', predicted ' + CELLS[predicted] + ': ' + text, text: cell.shown === 0 ? '·' : text
      });
      paint(control, largest ? Math.pow(Math.abs(cell.rate) / largest, 0.4) : 0, cell.rate < 0 ? '--cold' : '--heat');
      control.addEventListener('click', function () {
        table.querySelectorAll('[aria-pressed="true"]').forEach(function (old) { old.setAttribute('aria-pressed', 'false'); });
        pressed = label + '/' + predicted;
        control.setAttribute('aria-pressed', 'true');
        panel.replaceChildren();
        cellImages(a, label, predicted);
        if (b && b !== a) {
          cellImages(b, label, predicted);
        }
      });
      return control;
    }

    function percentage(value, signed) {
      var text = (100 * value).toFixed(Math.abs(value) >= 0.9995 || value === 0 ? 0 : 1);
      return (signed && value > 0 ? '+' : '') + text + '%';
    }

    function cellImages(variant, label, predicted) {
      var all = variant.counts[label][predicted];
      var found = indices(variant, function (image) {
        return isOfCell(variant.images.labels[image], label) && isOfCell(variant.predicted[image], predicted);
      });
      found.sort(function (x, y) { return variant.confidence(y) - variant.confidence(x); });
      var thing = variant.images.tiles.length ? ' image' : ' row';
      var title = 'True ' + CELLS[label] + ', predicted ' + CELLS[predicted] + ' with ' + variant.title + ': ' + count(all)
        + thing + (all === 1 ? '' : 's')
        + (variant.images.tiles.length && found.length < all ? ', of which ' + found.length + ' are shown' : '');
      var detail = element('div', {});
      var list = element('ul', { 'class': 'thumbs' }, found.map(function (image) {
        var thumb = element('button', { type: 'button' }, [lab.digit(variant.images.tiles[image], describe(variant, image))]);
        thumb.addEventListener('click', function () { cards(detail, variant, [image], data.variants.length > 1); });
        return element('li', {}, [thumb]);
      }));
      panel.append(element('h3', { text: title }), list, detail);
    }

    lab.scheme.onChange(show);
    show();
  }

  /* Of all cells of a table the keyboard reaches one; arrows, and Home and End in its row, lead to the others. */
  function oneTabStop(table, cell) {
    table.querySelectorAll('td button').forEach(function (other) { other.setAttribute('tabindex', other === cell ? '0' : '-1'); });
  }

  function arrowKeys(table) {
    table.addEventListener('keydown', function (event) {
      var cell = event.target.closest('td');
      if (!cell || event.ctrlKey || event.altKey || event.metaKey) {
        return;
      }
      var row = cell.parentNode;
      var moves = {
        ArrowLeft: cell.previousElementSibling,
        ArrowRight: cell.nextElementSibling,
        ArrowUp: row.previousElementSibling && row.previousElementSibling.children[cell.cellIndex],
        ArrowDown: row.nextElementSibling && row.nextElementSibling.children[cell.cellIndex],
        Home: row.children[1],
        End: row.lastElementChild
      };
      if (!Object.hasOwn(moves, event.key)) {
        return;
      }
      event.preventDefault();
      var button = moves[event.key] && moves[event.key].querySelector('button');
      if (button) {
        oneTabStop(table, button);
        button.focus();
      }
    });
    table.addEventListener('focusin', function (event) {
      if (event.target.closest('td')) {
        oneTabStop(table, event.target);
      }
    });
  }

  /* Colours a cell; its text is black or white, whichever can be read. */
  function paint(control, strength, name) {
    var style = getComputedStyle(document.documentElement);
    var ink = style.getPropertyValue(name).split(',').map(Number);
    var card = style.getPropertyValue('--card').trim();
    var paper = [1, 3, 5].map(function (i) { return parseInt(card.slice(i, i + 2), 16); });
    var mixed = ink.map(function (channel, i) { return Math.round(paper[i] + (channel - paper[i]) * strength * 0.92); });
    var light = mixed.map(function (channel) {
      var share = channel / 255;
      return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    });
    var luminance = 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2];
    control.style.backgroundColor = 'rgb(' + mixed.join(',') + ')';
    control.style.color = (luminance + 0.05) / 0.05 >= 1.05 / (luminance + 0.05) ? '#000' : '#fff';
  }

  /* The gallery. */
  function gallery() {
    var root = document.getElementById('gallery');
    var kinds = ['Most confident mistakes', 'Least certain correct'];
    if (data.variants.length > 1) {
      kinds.push('Variants disagree');
    }
    kinds.push('A sample of correct ones');
    var kind = 0;
    var variants = select('gallery-variant', 'Variant', data.variants.map(function (variant) { return variant.title; }));
    var controls = element('div', { 'class': 'controls' }, [variants.label]);
    var note = element('p', { 'class': 'note' });
    var list = element('div', { id: 'gallery-cards' });
    controls.appendChild(segments('Images', kinds, function (i) { kind = i; show(); }));
    root.append(controls, note, list);
    variants.control.addEventListener('change', show);

    function show() {
      var variant = data.variants[Number(variants.control.value)];
      var images = variant.images;
      var right = function (image) { return variant.predicted[image] === images.labels[image]; };
      var confidence = new Map();
      var sure = function (image) {
        if (!confidence.has(image)) {
          confidence.set(image, variant.confidence(image));
        }
        return confidence.get(image);
      };
      var chosen;
      var name = kinds[kind];
      if (name === kinds[0]) {
        chosen = indices(variant, function (image) { return !right(image); });
        chosen.sort(function (a, b) { return sure(b) - sure(a); });
        var wrong = 0;
        variant.counts.forEach(function (row) { row.forEach(function (n) { wrong += n; }); });
        wrong -= variant.correct;
        note.textContent = count(wrong) + ' of ' + count(images.total) + ' test images were misclassified'
          + (chosen.length < wrong ? '; ' + count(chosen.length) + ' of them are here.' : '.');
      } else if (name === kinds[1]) {
        chosen = indices(variant, right);
        chosen.sort(function (a, b) { return sure(a) - sure(b); });
        chosen = chosen.slice(0, 2 * BATCH);
        note.textContent = variant.hasProbabilities
          ? 'Classified correctly, with the lowest confidence.'
          : 'Some that were classified correctly; of ' + variant.title + ' there are classes alone, without confidence.';
      } else if (name === 'Variants disagree') {
        var same = data.variants.filter(function (other) { return other.set === variant.set; });
        chosen = indices(variant, function (image) {
          return same.some(function (other) { return other.predicted[image] !== variant.predicted[image]; });
        });
        chosen.sort(function (a, b) { return sure(b) - sure(a); });
        note.textContent = 'Variants disagree on ' + count(images.disagreements) + ' of ' + count(images.total)
          + ' test images'
          + (data.variants.length > 2 ? '; shown are those where another variant differs from this one.' : '.')
          + (variant.hasProbabilities ? ' The bars are those of ' + variant.title + '.' : '');
      } else {
        chosen = indices(variant, right);
        chosen.sort(function (a, b) { return images.labels[a] - images.labels[b] || images.rows[a] - images.rows[b]; });
        var seen = {};
        chosen = chosen.filter(function (image) {
          var label = images.labels[image];
          seen[label] = (seen[label] || 0) + 1;
          return seen[label] <= 10;
        });
        note.textContent = 'Some correctly classified images of each class.';
      }
      cards(list, variant, chosen, name === 'Variants disagree');
    }

    lab.whenSeen(root, show);
    window.addEventListener('beforeprint', function () {
      if (!list.firstChild) {
        show();
      }
    });
  }

  confusion();
  if (document.getElementById('gallery')) {
    gallery();
  }
}());
