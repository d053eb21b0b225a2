// The box to write in: it grows as they write, counts, and hands over what was written. It sends nothing.
// say(text) takes a message, keep() a draft. What it gives is to be called when the text was changed by another.
window.openBox = function (form, box, send, long, say, keep) {
  'use strict';
  var MOST = 4000; // characters of one message
  box.rows = 1;

  function typed() {
    var over = Array.from(box.value).length - MOST;
    long.textContent = over > 0 ? window.pageSays('over', over) : '';
    box.style.height = 'auto';
    box.style.height = Math.min(box.scrollHeight + 2, 160) + 'px';
    keep();
  }
  box.addEventListener('input', typed);
  form.addEventListener('submit', function (e) {
    e.preventDefault();
    var text = box.value.trim();
    if (!text || Array.from(text).length > MOST) return;
    box.value = '';
    say(text);
    typed();
    box.focus();
  });
  box.addEventListener('keydown', function (e) { // on a phone, Enter is a new line
    if (e.key !== 'Enter' || e.shiftKey || e.isComposing || !matchMedia('(pointer: fine)').matches) return;
    e.preventDefault();
    send.click();
  });
  return typed;
};
