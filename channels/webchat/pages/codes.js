// A code to come back with: asked for, shown, and kept nowhere; and the box for one from before.
// What is shown goes with the next message, when the page is hidden, and after a while: others may look on.
// send(frame) is false while the service cannot be reached; hello() says hello on the open socket.
window.openCodes = function (uuid, send, hello) {
  'use strict';
  var SHOWN = 120000; // ms that a code stays on the screen
  var $ = function (id) { return document.getElementById(id); };
  var asked = ''; // the id of the code that was asked for
  var going; // the timer that takes the code away
  var trying = null; // {id, code}: what goes with the next hello

  function say(text) { $('joining').textContent = text; }
  function show(code) {
    $('words').textContent = code;
    $('given').hidden = !code;
    clearTimeout(going);
    if (!code) return;
    going = setTimeout(hide, SHOWN);
    $('given').focus();
  }
  function hide() {
    var focused = $('given').contains(document.activeElement);
    show('');
    if (focused) $('getcode').focus();
  }

  $('join').addEventListener('submit', function (e) {
    e.preventDefault();
    var code = $('code').value.trim();
    if (!code) return;
    trying = { id: uuid(), code: code };
    say(window.pageSays('trying'));
    hello();
  });
  $('getcode').addEventListener('click', function (e) {
    e.preventDefault();
    asked = asked || uuid();
    send({ type: 'code', id: asked });
  });
  $('hide').hidden = false;
  $('goes').hidden = false;
  $('hide').addEventListener('click', hide);
  document.addEventListener('visibilitychange', function () {
    if (document.visibilityState === 'hidden') hide();
  });
  show($('words').textContent); // a form's answer may show one already

  return {
    hide: hide,
    offer: function (can) { $('comeback').hidden = !can; },
    // withHello puts the code into a hello that is about to be sent.
    withHello: function (frame) {
      if (trying) { frame.code = trying.code; frame.id = trying.id; frame.after = 0; }
      return frame;
    },
    welcomed: function () {
      if (trying) {
        $('code').value = '';
        $('back').open = false;
        say('');
      }
      trying = null;
      if (asked) send({ type: 'code', id: asked });
    },
    // took reports whether a frame was about codes, and was all dealt with here.
    took: function (f) {
      if (f.type === 'code') {
        if (f.id === asked && document.visibilityState !== 'hidden') show(f.text);
        asked = '';
        return true;
      }
      if (f.type !== 'problem' || !f.id || f.code === 'gone') return false;
      if (f.id === asked) {
        asked = '';
        return false;
      }
      if (!trying || f.id !== trying.id) return false;
      trying = null;
      say(f.text);
      return f.code === 'code_wrong';
    }
  };
};
