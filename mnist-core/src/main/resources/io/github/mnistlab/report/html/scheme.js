/* Light or dark, before anything is painted: as the system says until the reader says otherwise. */
(function () {
  'use strict';
  var root = document.documentElement;
  var system = window.matchMedia('(prefers-color-scheme: dark)');
  var chosen = null;
  var printing = false;
  var listeners = [];

  function apply() {
    var scheme = printing ? 'light' : chosen || (system.matches ? 'dark' : 'light');
    if (root.dataset.scheme !== scheme) {
      root.dataset.scheme = scheme;
      listeners.forEach(function (listener) { listener(scheme); });
    }
  }

  window.mnistLab = {
    scheme: {
      current: function () { return root.dataset.scheme; },
      toggle: function () { chosen = root.dataset.scheme === 'dark' ? 'light' : 'dark'; apply(); },
      printing: function (now) { printing = now; apply(); },
      onChange: function (listener) { listeners.push(listener); }
    }
  };
  system.addEventListener('change', apply);
  apply();
}());
