/* Loads the page again while runs go on, until its reader says that it is to stay. */
(function () {
  'use strict';
  var button = document.getElementById('live-pause');
  var seconds = 5;
  var timer = null;

  function wait() {
    timer = window.setTimeout(function () { window.location.reload(); }, 1000 * seconds);
  }

  button.addEventListener('click', function () {
    var pauses = button.getAttribute('aria-pressed') !== 'true';
    button.setAttribute('aria-pressed', String(pauses));
    window.clearTimeout(timer);
    if (!pauses) {
      window.location.reload();
    }
  });
  wait();
}());
