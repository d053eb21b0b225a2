// The chat. What is said comes from the transcript, by sequence number; what the person sends
// stays in the outbox, kept in this tab only, until the service has stored it for good ("heard").
// Nothing is taken out of the outbox by a timer. Plain ES2019, no library.
(function () {
  'use strict';
  var KEY = 'm'; // the only thing kept, in sessionStorage: gone with the tab
  var MOST = 4000; // characters of one message
  var HEARD_WITHIN = 12000; // ms; then the socket is taken for dead, and all is sent again
  var SLOW = 6000; // ms; then a message that waits says so
  var $ = function (id) { return document.getElementById(id); };
  var log = $('log'), scroller = $('scroll'), form = $('say'), box = $('text'), choices = $('choices');
  var tokens = document.querySelectorAll('[name=token]');

  var kept = read();
  var token = log.hasAttribute('data-resumed') ? tokens[0].value : kept.token || tokens[0].value;
  var outbox = kept.outbox || []; // {id, kind: say or need_help_now, text, after, at, failed}
  var lines = []; // {seq, from, text, choices, node}, by seq
  var nodes = {}; // of the outbox's bubbles, by id
  var flying = {}; // id: when it was sent on this socket
  var socket = null, ready = false, over = false, left = false;
  var tries = 0, unopened = 0, next = 0, heldUntil = 0, downSince = Date.now();
  var lastFrame = 0, pinged = 0, gapSince = 0, trouble = '';

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

  // ---- what is on the screen ----

  function have() { // the last line without a hole before it
    var n = 0;
    lines.forEach(function (l) { if (l.seq === n + 1) n = l.seq; });
    return n;
  }
  function last() { return lines.length ? lines[lines.length - 1].seq : 0; }

  function bubble(from, who, text, when) {
    var node = document.createElement('div');
    node.className = 'line ' + from;
    [['who', who], ['words', text], ['when', when]].forEach(function (part) {
      var p = document.createElement('p');
      p.className = part[0];
      p.textContent = part[1];
      node.appendChild(p);
    });
    return node;
  }
  function clock(at) {
    return new Date(at).toLocaleTimeString([], { hour: 'numeric', minute: '2-digit' });
  }
  function setWhen(node, text) { node.querySelector('.when').textContent = text; }

  function choicesBefore(seq) {
    for (var i = lines.length - 1; i >= 0; i--) {
      if (lines[i].seq >= seq) continue;
      if (lines[i].from === 'you') return [];
      if (lines[i].choices.length) return lines[i].choices;
    }
    return [];
  }
  function labelled(text, seq) { // "Yes", where a button says "1"
    var found = choicesBefore(seq).filter(function (c) { return c.say === text; })[0];
    return found ? found.label : text;
  }

  // place puts a line at its own place; one that is there already stays as it is.
  function place(line) {
    var i = lines.length;
    while (i > 0 && lines[i - 1].seq > line.seq) i--;
    if (i > 0 && lines[i - 1].seq === line.seq) {
      if (line.node !== lines[i - 1].node) line.node.remove();
      return;
    }
    var after = i < lines.length ? lines[i].node : firstWaiting(line.node);
    lines.splice(i, 0, line);
    if (line.node.nextSibling !== after || line.node.parentNode !== log) log.insertBefore(line.node, after);
    offer();
  }
  function firstWaiting(except) {
    for (var i = 0; i < outbox.length; i++) {
      var node = nodes[outbox[i].id];
      if (node && node !== except) return node;
    }
    return null;
  }
  function speaker(f) {
    if (f.from === 'you') return 'You';
    return f.from === 'sayso' ? 'Automatic reply' : f.name || 'A worker';
  }
  function show(f) {
    var near = nearEnd();
    var text = f.from === 'you' ? labelled(f.text, f.seq) : f.text;
    place({ seq: f.seq, from: f.from, text: f.text, choices: f.choices || [], node: bubble(f.from, speaker(f), text, clock(f.at)) });
    follow(near);
  }

  // offer shows the quick answers to the last question, until something was said after it.
  function offer() {
    var now = says().length ? [] : choicesBefore(Infinity);
    var key = JSON.stringify(now);
    if (choices.getAttribute('data-key') === key) return;
    var focused = choices.contains(document.activeElement);
    choices.setAttribute('data-key', key);
    choices.textContent = '';
    now.forEach(function (c) {
      var b = document.createElement('button');
      b.type = 'button';
      b.textContent = c.label;
      b.addEventListener('click', function () { say(c.say); });
      choices.appendChild(b);
    });
    choices.hidden = !now.length;
    if (focused) scroller.focus(); // the button is gone; this does not open the keyboard
  }

  function nearEnd() { return scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 90; }
  function toEnd() { scroller.scrollTop = scroller.scrollHeight; $('more').hidden = true; }
  function follow(near) {
    if (near) toEnd(); else $('more').hidden = false;
  }
  $('more').addEventListener('click', function () { toEnd(); scroller.focus(); });
  scroller.addEventListener('scroll', function () { if (nearEnd()) $('more').hidden = true; });
  window.addEventListener('resize', function () { if (document.activeElement === box) toEnd(); });

  // ---- the outbox ----

  function draw(item) {
    if (item.kind !== 'say') return;
    if (!nodes[item.id]) {
      nodes[item.id] = bubble('you waiting', 'You', labelled(item.text, Infinity), '');
      log.appendChild(nodes[item.id]);
    }
    var slow = Date.now() - item.at > SLOW;
    var state = item.failed || (slow ? 'slow' : 'sending');
    var node = nodes[item.id];
    if (node.getAttribute('data-state') === state) return;
    node.setAttribute('data-state', state);
    if (item.failed) {
      setWhen(node, item.failed === 'too_long' ? 'This was too long to send. ' : 'We could not send this. ');
      var b = document.createElement('button');
      b.type = 'button';
      b.className = 'retry';
      b.textContent = item.failed === 'too_long' ? 'Put it back in the box' : 'Try again';
      b.addEventListener('click', function () { retry(item); });
      node.querySelector('.when').appendChild(b);
    } else {
      setWhen(node, slow ? 'Not sent yet. We keep trying.' : 'Sending…');
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
    if (!ready) connectSoon(0);
    pump();
  }
  function put(kind, text) {
    var item = { id: uuid(), kind: kind, text: text, after: last(), at: Date.now(), failed: '' };
    outbox.push(item);
    keep();
    draw(item);
    offer();
    toEnd();
    pump();
  }
  // One message flies at a time, so that they arrive in the order in which they were written. A
  // call for help waits for none of them.
  function pump() {
    if (!ready) return;
    calls().forEach(function (o) { if (!flying[o.id]) fly(o); });
    var head = says().filter(function (o) { return !o.failed; })[0];
    if (head && !flying[head.id] && Date.now() >= heldUntil) fly(head);
  }
  function fly(item) {
    flying[item.id] = Date.now();
    var frame = { type: item.kind, id: item.id };
    if (item.kind === 'say') { frame.text = item.text; frame.after = item.after; }
    send(frame);
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
    if (item.kind !== 'say') helpState('Your message got to us. Our answer comes here.');
    var node = nodes[item.id] || bubble('you', 'You', 'I need help now', '');
    delete nodes[item.id];
    node.className = 'line you';
    node.removeAttribute('data-state');
    setWhen(node, clock(item.at) + ' · Sent');
    if (f.seq) place({ seq: f.seq, from: 'you', text: item.text, choices: [], node: node });
    offer();
    pump();
  }

  // ---- the socket ----

  function send(frame) {
    try { socket.send(JSON.stringify(frame)); } catch (e) { down(); }
  }
  function connect() {
    if (over || left || socket) return;
    var mine = new WebSocket(location.origin.replace(/^http/, 'ws') + '/chat/socket');
    socket = mine;
    lastFrame = Date.now();
    mine.onopen = function () { unopened = -1; hello(); };
    mine.onmessage = function (e) {
      if (mine !== socket) return;
      lastFrame = Date.now();
      pinged = 0;
      take(JSON.parse(e.data));
    };
    mine.onclose = function () { if (mine === socket) down(); };
  }
  function hello() {
    log.setAttribute('aria-busy', 'true'); // what is old is not read out line by line
    send({ type: 'hello', v: 1, token: token, after: have(), lang: 'en', code: '' });
  }
  function down() {
    if (!socket) return;
    var old = socket;
    socket = null;
    old.close();
    if (ready) downSince = Date.now();
    unopened++; // 0 after one that opened
    ready = false;
    trouble = '';
    flying = {};
    connectSoon(Math.min(30000, 500 * Math.pow(2, tries++)) * (0.5 + Math.random()));
  }
  function connectSoon(ms) { next = Math.max(Date.now() + ms, heldUntil); }

  function take(f) {
    if (f.type === 'welcome') {
      ready = true;
      tries = 0;
      trouble = '';
      setToken(f.token);
      pump();
      setTimeout(function () { log.removeAttribute('aria-busy'); }, 300);
    } else if (f.type === 'message') {
      show(f);
    } else if (f.type === 'heard') {
      heard(f);
    } else if (f.type === 'problem') {
      wrong(f);
    }
    gapSince = last() > have() ? gapSince || Date.now() : 0;
    state();
  }
  function wrong(f) {
    var item = f.id && find(f.id);
    if (f.code === 'gone') { finish(); return; }
    if (item) delete flying[item.id];
    if (f.code === 'unavailable' || f.code === 'too_fast') {
      heldUntil = Date.now() + 1000 * (f.retry_after || 2);
      if (!ready) down(); // hello was not taken
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
  function finish() {
    if (calls().length) { again(); return; } // a call for help does not stop at an ended chat
    over = true;
    ready = false;
    $('ended').hidden = false;
    $('kept').hidden = !outbox.length;
    form.hidden = true;
    state();
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

  function off() {
    return !ready && !over && (navigator.onLine === false || Date.now() - downSince > 2500);
  }
  // Some schools let pages through but no sockets: then the form does it, without this script.
  function blocked() { return off() && unopened >= 3 && navigator.onLine !== false; }

  function state() {
    var text = trouble;
    if (!text && off()) text = 'No signal right now. Keep writing: your words are kept here, and we keep trying.';
    if (blocked()) text = 'We can\'t get through this way. Your words are kept here.';
    if ($('line').textContent !== text) $('line').textContent = text;
    $('blocked').hidden = !blocked();
    outbox.forEach(draw);
    if (calls().some(function (o) { return Date.now() - o.at > SLOW; })) {
      helpState('This has not got to us yet. Please call 999 or Childline now.');
    }
  }
  function byForm(item) {
    keep();
    left = true; // from here on the kept outbox stays as it is, until the form's answer says "heard"
    form.elements.id.value = item ? item.id : uuid();
    form.elements.after.value = item ? item.after : last();
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
    if (!socket && now >= next) connect();
    var stuck = Object.keys(flying).some(function (id) { return now - flying[id] > HEARD_WITHIN; });
    if (socket && (stuck || pinged && now - pinged > 10000 || !ready && now - lastFrame > HEARD_WITHIN)) down();
    if (ready && !pinged && now - lastFrame > 25000) { pinged = now; send({ type: 'ping' }); }
    if (ready && gapSince && now - gapSince > 1500) {
      gapSince = 0;
      hello();
    }
    pump();
    state();
  }, 250);
  window.addEventListener('online', function () { connectSoon(0); });
  window.addEventListener('offline', function () { state(); });
  document.addEventListener('visibilitychange', function () {
    if (document.visibilityState !== 'visible') return;
    if (ready && !pinged) { pinged = Date.now(); send({ type: 'ping' }); }
    if (!socket) connectSoon(0);
  });
  document.addEventListener('leaving', function () {
    left = true;
    if (socket) { socket.onclose = null; socket.close(); }
  });

  // ---- writing ----

  function typed() {
    var over = Array.from(box.value).length - MOST;
    $('long').textContent = over > 0 ? 'That is ' + over + ' letters too long. Please send it in parts.' : '';
    box.style.height = 'auto';
    box.style.height = Math.min(box.scrollHeight + 2, 160) + 'px';
    keep();
  }
  function say(text) { put('say', text.replace(/[\ud800-\udfff]/gu, '\ufffd')); }
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
    $('send').click();
  });

  function help() {
    if (!$('alert').querySelector('.safety')) $('alert').appendChild($('safety').content.cloneNode(true));
    closable();
    helpState('Sending…');
    if (!calls().length) put('need_help_now', '');
    if (over) again();
    else if (blocked()) byForm(calls()[0]);
  }
  function closable() {
    var safety = $('alert').querySelector('.safety');
    if (!safety || safety.querySelector('button')) return;
    var b = document.createElement('button');
    b.type = 'button';
    b.textContent = 'Close';
    b.addEventListener('click', function () {
      $('alert').textContent = '';
      $('help').focus();
    });
    safety.appendChild(b);
  }
  function helpState(text) {
    var node = $('alert').querySelector('.state');
    if (node && node.textContent !== text) node.textContent = text;
  }
  $('help').addEventListener('click', function (e) { e.preventDefault(); help(); });

  // ---- begin ----

  $('refresh').hidden = true; // new messages come by themselves

  log.querySelectorAll('.line').forEach(function (node) { // what the form's answer shows already
    lines.push({
      seq: +node.getAttribute('data-seq'), from: node.classList[1], text: node.querySelector('.words').textContent, node: node,
      choices: Array.from(node.querySelectorAll('data'), function (d) { return { say: d.value, label: d.textContent }; })
    });
  });
  var known = find(log.getAttribute('data-heard'));
  if (known) forget(known);
  if (kept.draft && !box.value) box.value = kept.draft;
  setToken(token);
  typed();
  outbox.forEach(draw);
  closable();
  if (calls().length) help();
  offer();
  if (lines.length || outbox.length) toEnd();
  connect();
})();
