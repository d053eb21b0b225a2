// Leave now: the page goes blank at once, this tab forgets the chat, its token is revoked, and
// another page takes this one's place in the history. Without this script the button is a form
// that does the same by POST /exit.
(function () {
  'use strict';
  var form = document.querySelector('form[data-leave]');
  var status = document.getElementById('leaving');

  function token() {
    var field = form.querySelector('[name=token]');
    if (field) return field.value;
    try { return (JSON.parse(sessionStorage.getItem('m')) || {}).token || ''; } catch (e) { return ''; }
  }

  function leave() {
    var mine = token();
    var to = form.getAttribute('data-leave');
    document.dispatchEvent(new Event('leaving')); // the chat stops writing to the store
    document.body.textContent = '';
    document.documentElement.className = 'left';
    try { sessionStorage.clear(); } catch (e) { /* a browser that keeps nothing */ }
    var body = new URLSearchParams();
    body.set('token', mine);
    body.set('beacon', '1');
    var sent = false;
    try { sent = navigator.sendBeacon('/exit', body); } catch (e) { /* tried again below */ }
    if (!sent && window.fetch) {
      try { fetch('/exit', { method: 'POST', body: body, keepalive: true }); } catch (e) { /* leaving matters more */ }
    }
    if (window.parent === window) { location.replace(to); return; }
    // In a frame: the page around it must go as well, whichever of the two is let.
    window.parent.postMessage('leave', '*');
    try { window.top.location.replace(to); } catch (e) { /* the page around it has heard */ }
  }

  [[form, 'submit'], [document.getElementById('out'), 'click']].forEach(function (way) {
    way[0].addEventListener(way[1], function (e) {
      e.preventDefault();
      leave();
    });
  });

  // Shift three times, each within five seconds of the one before. Shift that made a capital letter does not count.
  var presses = 0, timer, used = false;
  document.addEventListener('keydown', function (e) {
    if (e.key !== 'Shift' && e.shiftKey) used = true;
  });
  document.addEventListener('keyup', function (e) {
    if (e.key !== 'Shift') { reset(); return; }
    if (used) { used = false; reset(); return; }
    presses++;
    clearTimeout(timer);
    if (presses >= 3) { leave(); return; }
    status.textContent = window.pageSays('shift', 3 - presses);
    timer = setTimeout(function () {
      reset();
      status.textContent = window.pageSays('time_up');
    }, 5000);
  });
  function reset() {
    presses = 0;
    clearTimeout(timer);
    status.textContent = '';
  }

  // A page that the Back button brings back from memory must not show what was said.
  window.addEventListener('pageshow', function (e) {
    if (e.persisted) location.reload();
  });
})();
