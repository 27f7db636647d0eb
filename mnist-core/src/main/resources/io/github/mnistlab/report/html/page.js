/* What every page does: the scheme's button, the contents, and digits from the sheets of sprites. */
(function () {
  'use strict';
  var lab = window.mnistLab;
  var COLUMNS = 32;
  var PER_SHEET = COLUMNS * COLUMNS;

  /* The scheme's button. */
  var toggle = document.getElementById('scheme-toggle');
  function showScheme() {
    toggle.setAttribute('aria-pressed', String(lab.scheme.current() === 'dark'));
  }
  toggle.addEventListener('click', lab.scheme.toggle);
  lab.scheme.onChange(showScheme);
  showScheme();

  /* On a narrow screen the contents are folded away; the section that is read is marked. */
  var contents = document.getElementById('contents');
  if (window.matchMedia('(max-width: 63.99rem)').matches) {
    contents.open = false;
  }
  var links = new Map();
  contents.querySelectorAll('a').forEach(function (link) {
    var section = document.getElementById(link.getAttribute('href').slice(1));
    if (section) {
      links.set(section, link);
    }
  });
  if ('IntersectionObserver' in window) {
    var visible = new Set();
    var reading = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) {
        if (entry.isIntersecting) {
          visible.add(entry.target);
        } else {
          visible.delete(entry.target);
        }
      });
      var marked = false;
      links.forEach(function (link, section) {
        var current = !marked && visible.has(section);
        marked = marked || current;
        if (current) {
          link.setAttribute('aria-current', 'true');
        } else {
          link.removeAttribute('aria-current');
        }
      });
    }, { rootMargin: '-15% 0px -60% 0px' });
    links.forEach(function (link, section) { reading.observe(section); });
  }

  /* Makes an element; text stays text. */
  lab.element = function (name, attributes, children) {
    var element = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) {
      if (key === 'text') {
        element.textContent = attributes[key];
      } else {
        element.setAttribute(key, attributes[key]);
      }
    });
    (children || []).forEach(function (child) { element.appendChild(child); });
    return element;
  };

  /* The content of a block of data. */
  lab.data = function (id) {
    return JSON.parse(document.getElementById(id).textContent);
  };

  /* Runs when an element comes near the screen, once. */
  lab.whenSeen = function (element, action) {
    if (!('IntersectionObserver' in window)) {
      action();
      return;
    }
    var observer = new IntersectionObserver(function (entries) {
      if (entries.some(function (entry) { return entry.isIntersecting; })) {
        observer.disconnect();
        action();
      }
    }, { rootMargin: '400px' });
    observer.observe(element);
  };

  /* What is folded is printed too, but for the numbers of charts, which would be longer than all the rest. */
  var openedToPrint = [];
  window.addEventListener('beforeprint', function () {
    openedToPrint = Array.from(document.querySelectorAll('main details:not([open]):not(.chart-numbers)'));
    openedToPrint.forEach(function (details) { details.open = true; });
  });
  window.addEventListener('afterprint', function () {
    openedToPrint.forEach(function (details) { details.open = false; });
  });

  /* Digits: a tile is the number of an image in all sheets together. */
  var sheets = document.querySelectorAll('img.sprite-sheet');
  var sprites = document.getElementById('sprites');
  var tileWidth = sprites ? Number(sprites.dataset.width) : 1;
  var tileHeight = sprites ? Number(sprites.dataset.height) : 1;
  lab.drawDigit = function (canvas, tile) {
    var sheet = sheets[Math.floor(tile / PER_SHEET)];
    var place = tile % PER_SHEET;
    if (!sheet) {
      return;
    }
    var draw = function () {
      canvas.getContext('2d').drawImage(
        sheet, (place % COLUMNS) * tileWidth, Math.floor(place / COLUMNS) * tileHeight, tileWidth, tileHeight,
        0, 0, tileWidth, tileHeight);
    };
    if (sheet.complete && sheet.naturalWidth > 0) {
      draw();
    } else {
      sheet.addEventListener('load', draw, { once: true });
    }
  };
  lab.digit = function (tile, label) {
    var canvas = lab.element('canvas', {
      'class': 'digit', width: tileWidth, height: tileHeight, role: 'img', 'aria-label': label, 'data-tile': tile
    });
    lab.drawDigit(canvas, tile);
    return canvas;
  };
  document.querySelectorAll('canvas.digit[data-tile]').forEach(function (canvas) {
    canvas.width = tileWidth;
    canvas.height = tileHeight;
    lab.drawDigit(canvas, Number(canvas.dataset.tile));
  });
}());
