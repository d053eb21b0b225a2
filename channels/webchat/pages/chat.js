// The chat. What is said comes from the transcript, by sequence number; what the person sends
// stays in the outbox, kept in this tab only, until the service has stored it for good ("heard").
// Nothing is taken out of the outbox by a timer. Plain ES2019, no library.
(function () {
  'use strict';
  var KEY = 'm'; // the only thing kept, in sessionStorage: gone with the tab
  var SLOW = 6000; // ms; then a message that waits says so
  var STUCK = 20000; // ms; then there is another way to send it
  var $ = function (id) { return document.getElementById(id); };
  var log = $('log'), form = $('say'), box = $('text');
  var tokens = document.querySelectorAll('[name=token]');

  var kept = read();
  var token = log.hasAttribute('data-resumed') ? tokens[0].value : kept.token || tokens[0].value;
  var outbox = kept.outbox || []; // {id, kind: say or need_help_now, text, after, at, failed}
  var nodes = {}; // of the outbox's bubbles, by id
  var flying = {}; // id: when it was sent on this socket
  var over = false, left = false, gapSince = 0, trouble = '';
  var spoke = false; // something was said since this page was opened
  var wire = window.openWire(hello, take, function () { flying = {}; trouble = ''; }); // before all handlers: without it the form works
  var lines = window.openLines(log, $('scroll'), $('more'));
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
    var all = JSON.stringify({ token: token, draft: box.value, outbox: outbox });
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

  // ---- the outbox ----

  function draw(item) {
    if (item.kind !== 'say') return;
    if (!nodes[item.id]) {
      nodes[item.id] = lines.mine(lines.labelled(item.text, Infinity));
      nodes[item.id].classList.add('waiting');
      log.appendChild(nodes[item.id]);
    }
    var slow = Date.now() - item.at > SLOW;
    var state = item.failed || (slow ? 'slow' : 'sending');
    var node = nodes[item.id];
    if (node.getAttribute('data-state') === state) return;
    node.setAttribute('data-state', state);
    if (item.failed) {
      lines.when(node, item.failed === 'too_long' ? 'This was too long to send. ' : 'We could not send this. ');
      var b = document.createElement('button');
      b.type = 'button';
      b.className = 'retry';
      b.textContent = item.failed === 'too_long' ? 'Put it back in the box' : 'Try again';
      b.addEventListener('click', function () { retry(item); });
      node.querySelector('.when').appendChild(b);
    } else {
      lines.when(node, slow ? 'Not sent yet. We keep trying.' : 'Sending…');
    }
  }
  function retry(item) {
    if (item.failed === 'too_long') {
      forget(item);
      nodes[item.id].remove();
      delete nodes[item.id];
      box.value = item.text + (box.value ? '\n' + box.value : '');
      typed();
      box.focus();
      return;
    }
    item.failed = '';
    keep();
    draw(item);
    wire.soon(0);
    pump();
  }
  function put(kind, text) {
    var item = { id: uuid(), kind: kind, text: text, after: lines.last(), at: Date.now(), failed: '' };
    outbox.push(item);
    if ($('notice')) $('notice').hidden = true;
    codes.hide();
    keep();
    draw(item);
    offer();
    lines.toEnd();
    pump();
  }
  // One message flies at a time, so that they arrive in the order in which they were written. A
  // call for help waits for none of them.
  function pump() {
    if (!wire.ready()) return;
    calls().forEach(function (o) { if (!flying[o.id] && !(o.refused && wire.holding())) fly(o); });
    var head = says().filter(function (o) { return !o.failed; })[0];
    if (head && !flying[head.id] && !wire.holding()) fly(head);
  }
  function fly(item) {
    flying[item.id] = Date.now();
    var frame = { type: item.kind, id: item.id };
    if (item.kind === 'say') { frame.text = item.text; frame.after = item.after; }
    wire.send(frame);
  }
  function says() { return outbox.filter(function (o) { return o.kind === 'say'; }); }
  function calls() { return outbox.filter(function (o) { return o.kind !== 'say'; }); } // for help
  function find(id) { return outbox.filter(function (o) { return o.id === id; })[0]; }
  function forget(item) {
    outbox = outbox.filter(function (o) { return o !== item; });
    delete flying[item.id];
    keep();
  }
  function heard(f) {
    var item = find(f.id);
    if (!item) return;
    forget(item);
    trouble = '';
    spoke = true;
    if (item.kind !== 'say') panel.says('Your message got to us. Our answer comes here.');
    var node = nodes[item.id] || lines.mine('I need help now');
    delete nodes[item.id];
    node.className = 'line you';
    node.removeAttribute('data-state');
    lines.when(node, lines.clock(item.at) + ' · Sent');
    if (f.seq) lines.heard(node, f.seq); else node.remove();
    offer();
    pump();
  }

  // offer shows the quick answers to the last question, until something was said after it.
  function offer() {
    codes.offer(!over && lines.last() > 0);
    answers.offer(says().length ? [] : lines.choices(Infinity));
  }

  // ---- what the service says ----

  function hello() {
    log.setAttribute('aria-busy', 'true'); // what is old is not read out line by line
    wire.send(codes.withHello({ type: 'hello', v: 1, token: token, after: lines.have(), talk: talk, lang: 'en', code: '' }));
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
    var item = f.id && find(f.id);
    if (f.code === 'gone') { finish(f.text); return; }
    if (item) { delete flying[item.id]; item.refused = true; }
    if (f.code === 'unavailable' || f.code === 'too_fast') {
      wire.hold(1000 * (f.retry_after || 2));
      if (!wire.ready()) wire.drop(); // hello was not taken
      if (f.code === 'unavailable') trouble = 'We are having trouble. Your words are kept here, and we keep trying.';
      return;
    }
    if (item) {
      item.failed = f.code;
      keep();
      draw(item);
      pump();
    }
  }
  // finish leaves nothing of the talk on the screen: whoever sits there now may be somebody else. why
  // is what the service said last.
  function finish(why) {
    if (calls().length) { again(); return; } // a call for help does not stop at an ended chat
    over = true;
    wire.close();
    lines.clear();
    codes.hide();
    $('why').textContent = why;
    $('ended').hidden = false;
    $('kept').hidden = !outbox.length;
    form.hidden = true;
    offer();
    state();
    $('why').focus();
  }
  // again starts a new chat. What was not sent goes back into the box, and nowhere unless it is
  // sent again.
  function again() {
    var words = says().map(function (o) { return o.text; });
    box.value = words.concat(box.value || []).join('\n');
    outbox = calls();
    token = '';
    keep();
    left = true;
    location.replace('/chat');
  }
  $('again').addEventListener('click', again);

  // ---- signal ----

  // blocked: some schools let pages through but no sockets, and some lines are too slow for one.
  function blocked() {
    if (!wire.off() || navigator.onLine === false) return false;
    var now = Date.now();
    return wire.unwelcome() || outbox.some(function (o) { return !o.failed && now - o.at > STUCK; });
  }
  function state() {
    var text = trouble;
    if (!text && wire.off()) text = 'No signal right now. Keep writing: your words are kept here, and we keep trying.';
    if (blocked()) text = 'We can\'t get through this way. Your words are kept here.';
    if ($('line').textContent !== text) $('line').textContent = text;
    $('blocked').hidden = !blocked();
    outbox.forEach(draw);
    if (calls().some(function (o) { return Date.now() - o.at > SLOW; })) {
      panel.says('This has not got to us yet. Please call 999 or Childline now.');
    }
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
    if (!outbox.length && box.value.trim()) $('send').click();
    byForm(calls()[0] || says()[0]);
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

  function say(text) { put('say', text.replace(/[\ud800-\udfff]/gu, '\ufffd')); }

  function help() {
    panel.show();
    panel.says('Sending…');
    if (!calls().length) put('need_help_now', '');
    if (over) again();
    else if (blocked()) byForm(calls()[0]);
  }
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

  var known = find(log.getAttribute('data-heard'));
  if (known) forget(known);
  if (kept.draft && !box.value) box.value = kept.draft;
  setToken(token);
  typed();
  outbox.forEach(draw);
  if (calls().length || called()) help();
  offer();
  if (lines.last() || outbox.length) lines.toEnd();
})();
