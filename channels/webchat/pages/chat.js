// The chat. What is said comes from the transcript, by sequence number; what the person sends
// stays in the outbox, kept in this tab only, until the service has stored it for good ("heard").
// Nothing is taken out of the outbox by a timer. Plain ES2019, no library.
(function () {
  'use strict';
  var KEY = 'm'; // the only thing kept, in sessionStorage: gone with the tab
  var STUCK = 20000; // ms; then there is another way to send it
  var $ = function (id) { return document.getElementById(id); };
  var log = $('log'), form = $('say'), box = $('text');
  var says = window.pageSays;
  var look = location.search; // the language and the layout
  var tokens = document.querySelectorAll('[name=token]');

  var kept = read();
  var token = log.hasAttribute('data-resumed') ? tokens[0].value : kept.token || tokens[0].value;
  var flying = {}; // id: when it was sent on this socket
  var over = false, left = false, gapSince = 0, trouble = '';
  var spoke = false; // something was said since this page was opened
  var wire = window.openWire(hello, take, function () { flying = {}; trouble = ''; }); // before all handlers: without it the form works
  var lines = window.openLines(log, $('scroll'), $('more'));
  var outbox = window.openOutbox(kept.outbox || [], log, lines, keep, function () { wire.soon(0); pump(); }, back); // of {id, kind: say or need_help_now, text, after, at, failed}
  var answers = window.openAnswers($('choices'), $('scroll'), say);
  var panel = window.openPanel($('alert'), $('safety'), $('help'));
  var typed = window.openBox(form, box, $('send'), $('long'), say, keep);
  var codes = window.openCodes(uuid, function (f) { if (wire.ready()) wire.send(f); }, function () { if (wire.ready()) hello(); });
  var talk = log.getAttribute('data-talk') || ''; // names the talk that the lines on the screen are of

  function read() {
    try { return JSON.parse(sessionStorage.getItem(KEY)) || {}; } catch (e) { return {}; }
  }
  function keep() {
    if (left) return;
    var all = JSON.stringify({ token: token, draft: box.value, outbox: outbox.all() });
    try { sessionStorage.setItem(KEY, all); } catch (e) { /* it then lives as long as the page */ }
  }
  function setToken(t) {
    token = t;
    tokens.forEach(function (field) { field.value = t; });
    keep();
  }
  function uuid() {
    var b = crypto.getRandomValues(new Uint8Array(16));
    b[6] = b[6] & 15 | 64;
    b[8] = b[8] & 63 | 128;
    var hex = Array.from(b, function (n) { return (n + 256).toString(16).slice(1); }).join('');
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  }

  // ---- sending ----

  function put(kind, text) {
    var item = { id: uuid(), kind: kind, text: text, after: lines.last(), at: Date.now(), failed: '' };
    outbox.put(item);
    if ($('notice')) $('notice').hidden = true;
    codes.hide();
    offer();
    lines.toEnd();
    pump();
  }
  // One message flies at a time, so that they arrive in the order in which they were written. A
  // call for help waits for none of them.
  function pump() {
    if (!wire.ready()) return;
    outbox.calls().forEach(function (o) { if (!flying[o.id] && !(o.refused && wire.holding())) fly(o); });
    var head = outbox.says().filter(function (o) { return !o.failed; })[0];
    if (head && !flying[head.id] && !wire.holding()) fly(head);
  }
  function fly(item) {
    flying[item.id] = Date.now();
    var frame = { type: item.kind, id: item.id };
    if (item.kind === 'say') { frame.text = item.text; frame.after = item.after; }
    wire.send(frame);
  }
  function heard(f) {
    var item = outbox.find(f.id);
    if (!item) return;
    delete flying[item.id];
    trouble = '';
    spoke = true;
    if (item.kind !== 'say') panel.says(says('help_got'));
    var node = outbox.heard(item);
    if (f.seq) lines.heard(node, f.seq); else node.remove();
    offer();
    pump();
  }

  // offer shows the quick answers to the last question, until something was said after it.
  function offer() {
    codes.offer(!over && lines.last() > 0);
    answers.offer(outbox.says().length ? [] : lines.choices(Infinity));
  }

  // ---- what the service says ----

  function hello() {
    log.setAttribute('aria-busy', 'true'); // what is old is not read out line by line
    wire.send(codes.withHello({ type: 'hello', v: 1, token: token, after: lines.have(), talk: talk, lang: document.documentElement.lang, code: '' }));
  }
  function take(f) {
    if (f.talk) turnTo(f.talk);
    if (codes.took(f)) {
      if (!wire.ready()) hello(); // without the code: the chat goes on as it is
    } else if (f.type === 'welcome') {
      wire.welcomed();
      codes.welcomed();
      trouble = '';
      setToken(f.token);
      pump();
      setTimeout(function () { log.removeAttribute('aria-busy'); }, 300);
    } else if (f.type === 'message') {
      lines.show(f);
      if (f.urgent && (spoke || !log.hasAttribute('aria-busy'))) $('urgent').textContent = f.text; // what is old is not cried out
      offer();
    } else if (f.type === 'heard') {
      heard(f);
    } else if (f.type === 'problem') {
      wrong(f);
    }
    gapSince = lines.last() > lines.have() ? gapSince || Date.now() : 0;
    state();
  }
  // turnTo shows another talk: this chat speaks in that one now.
  function turnTo(name) {
    if (talk && talk !== name) lines.clear();
    talk = name;
  }
  function wrong(f) {
    var item = f.id && outbox.find(f.id);
    if (f.code === 'gone') { finish(f.text); return; }
    if (item) { delete flying[item.id]; item.refused = true; }
    if (f.code === 'unavailable' || f.code === 'too_fast') {
      wire.hold(1000 * (f.retry_after || 2));
      if (!wire.ready()) wire.drop(); // hello was not taken
      if (f.code === 'unavailable') trouble = says('trouble');
      return;
    }
    if (item) {
      item.failed = f.code;
      keep();
      outbox.draw(item);
      pump();
    }
  }
  // finish leaves nothing of the talk on the screen: whoever sits there now may be somebody else. why
  // is what the service said last.
  function finish(why) {
    if (outbox.calls().length) { again(); return; } // a call for help does not stop at an ended chat
    over = true;
    wire.close();
    lines.clear();
    outbox.unshow(); // "we keep trying" is no longer so
    codes.hide();
    $('why').textContent = why;
    $('ended').hidden = false;
    $('kept').hidden = !outbox.all().length;
    form.hidden = true;
    offer();
    state();
    $('why').focus();
  }
  // again starts a new chat. What was not sent goes back into the box, and nowhere unless it is
  // sent again.
  function again() {
    var words = outbox.says().map(function (o) { return o.text; });
    box.value = words.concat(box.value || []).join('\n');
    token = '';
    outbox.only(outbox.calls());
    left = true;
    location.replace('/chat' + look);
  }
  $('again').addEventListener('click', again);

  // ---- signal ----

  // blocked: some schools let pages through but no sockets, and some lines are too slow for one.
  function blocked() {
    if (!wire.off() || navigator.onLine === false) return false;
    var now = Date.now();
    return wire.unwelcome() || outbox.all().some(function (o) { return !o.failed && now - o.at > STUCK; });
  }
  function state() {
    var text = trouble;
    if (!text && wire.off()) text = says('no_signal');
    if (blocked()) text = says('blocked');
    if ($('line').textContent !== text) $('line').textContent = text;
    $('blocked').hidden = !blocked();
    outbox.drawAll();
    if (outbox.slowCall()) panel.says(says('help_not_yet'));
  }
  function byForm(item) {
    keep();
    left = true; // from here on the kept outbox stays as it is, until the form's answer says "heard"
    form.elements.id.value = item ? item.id : uuid();
    form.elements.after.value = item ? item.after : lines.last();
    box.value = item ? item.text : '';
    var action = document.createElement('input');
    action.type = 'hidden';
    action.name = 'action';
    action.value = item ? item.kind : 'refresh';
    form.appendChild(action);
    form.submit();
  }
  $('blocked').addEventListener('click', function () {
    if (!outbox.all().length && box.value.trim()) $('send').click();
    byForm(outbox.calls()[0] || outbox.says()[0]);
  });

  setInterval(function () {
    var now = Date.now();
    if (over || left) return;
    if (Object.keys(flying).some(function (id) { return now - flying[id] > wire.patience(); })) wire.drop();
    if (wire.ready() && gapSince && now - gapSince > 1500) {
      gapSince = 0;
      hello();
    }
    pump();
    state();
  }, 250);
  document.addEventListener('leaving', function () {
    left = true;
    wire.close();
  });

  // ---- writing ----

  function back(text) { // into the box
    box.value = text + (box.value ? '\n' + box.value : '');
    typed();
    box.focus();
  }

  function say(text) { put('say', text.replace(/[\ud800-\udfff]/gu, '\ufffd')); }

  function help() {
    panel.show();
    panel.says(says('sending'));
    if (!outbox.calls().length) put('need_help_now', '');
    if (over) again();
    else if (blocked()) byForm(outbox.calls()[0]);
  }
  document.querySelectorAll('.looks button[formaction]').forEach(function (button) { // another language or layout: the chat goes on in it
    button.addEventListener('click', function (e) {
      e.preventDefault();
      keep();
      location.replace(button.getAttribute('formaction').split('#')[0]);
    });
  });
  $('help').addEventListener('click', function (e) { e.preventDefault(); help(); });

  // called: from another page of this tab.
  function called() {
    try {
      if (!sessionStorage.getItem('h')) return false;
      sessionStorage.removeItem('h');
      return true;
    } catch (e) { return false; }
  }

  // ---- begin ----

  $('refresh').hidden = true; // new messages come by themselves

  var known = outbox.find(log.getAttribute('data-heard'));
  if (known) outbox.forget(known);
  if (kept.draft && !box.value) box.value = kept.draft;
  setToken(token);
  typed();
  outbox.drawAll();
  if (outbox.calls().length || called()) help();
  offer();
  if (lines.last() || outbox.all().length) lines.toEnd();
})();
