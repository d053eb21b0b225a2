// Reading aloud, by the browser's own voice, when asked and only then. In the chat it reads what was said since
// the person last wrote; on a page, the page. Where there is no voice there is no button.
(function () {
  'use strict';
  var button = document.getElementById('aloud');
  var voice = window.speechSynthesis;
  if (!voice || !window.SpeechSynthesisUtterance) return;
  var asks = button.textContent, left = 0;

  function toRead() {
    var log = document.getElementById('log');
    if (!log) return document.querySelectorAll('main h1, main h2, main p, main li, main .door');
    var all = Array.from(log.querySelectorAll('.line'));
    var mine = all.map(function (line) { return line.classList.contains('you'); }).lastIndexOf(true);
    var fresh = all.slice(mine + 1).map(function (line) { return line.querySelector('.words'); });
    return fresh.length || all.length ? fresh : document.querySelectorAll('.before p');
  }
  function show() {
    button.textContent = left > 0 ? window.pageSays('quiet') : asks;
    button.setAttribute('aria-pressed', String(left > 0));
  }
  function quiet() {
    left = 0;
    voice.cancel();
    show();
  }
  function read(node) {
    var part = new SpeechSynthesisUtterance(node.innerText);
    var marked = node.closest('[lang]');
    if (marked && marked.lang) part.lang = marked.lang;
    part.onend = part.onerror = function () { left--; show(); };
    left++;
    voice.speak(part);
  }

  button.hidden = false;
  button.addEventListener('click', function () {
    if (left > 0) { quiet(); return; }
    voice.cancel(); // what another page of this browser began
    toRead().forEach(read);
    show();
  });
  document.addEventListener('leaving', quiet);
  document.addEventListener('visibilitychange', function () { if (document.visibilityState === 'hidden') quiet(); });
  window.addEventListener('pagehide', quiet);
})();
