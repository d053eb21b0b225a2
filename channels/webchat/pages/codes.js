// A code to come back with: asked for, shown, and kept nowhere; and the box for one from before.
// send(frame) is false while the service cannot be reached; hello() says hello on the open socket.
window.openCodes = function (uuid, send, hello) {
  'use strict';
  var $ = function (id) { return document.getElementById(id); };
  var asked = ''; // the id of the code that was asked for
  var trying = null; // {id, code}: what goes with the next hello

  function say(text) { $('joining').textContent = text; }
  function show(code) {
    $('words').textContent = code;
    $('given').hidden = !code;
    if (code) $('given').focus();
  }

  $('join').addEventListener('submit', function (e) {
    e.preventDefault();
    var code = $('code').value.trim();
    if (!code) return;
    trying = { id: uuid(), code: code };
    say('Trying\u2026');
    hello();
  });
  $('getcode').addEventListener('click', function (e) {
    e.preventDefault();
    asked = asked || uuid();
    send({ type: 'code', id: asked });
  });
  $('hide').hidden = false;
  $('hide').addEventListener('click', function () { show(''); $('getcode').focus(); });

  return {
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
        if (f.id === asked) show(f.text);
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
