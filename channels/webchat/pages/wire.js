// The wire: one socket at a time, opened again by itself, with longer waits between tries and
// never all browsers at once. It knows nothing of what is said.
// opened() is called when a socket is open, took(frame) for each frame, dropped() when it is lost.
window.openWire = function (opened, took, dropped) {
  'use strict';
  var PATIENCE = 12000; // ms without a welcome or a pong; then the socket is taken for dead
  var MOST = 48000; // ms; after each try without a welcome we are twice as patient: some lines are that slow
  var QUIET = 25000; // ms; then a ping asks whether anyone is there
  var socket = null, ready = false, closed = false;
  var tries = 0, unopened = 0, next = 0, held = 0, downSince = Date.now(), lastFrame = 0, pinged = 0;
  var patience = PATIENCE;

  function connect() {
    if (closed || socket) return;
    var mine = new WebSocket(location.origin.replace(/^http/, 'ws') + '/chat/socket');
    socket = mine;
    lastFrame = Date.now();
    pinged = 0;
    mine.onopen = function () {
      if (mine !== socket) return;
      lastFrame = Date.now();
      opened();
    };
    mine.onmessage = function (e) {
      if (mine !== socket) return;
      lastFrame = Date.now();
      pinged = 0;
      took(JSON.parse(e.data));
    };
    mine.onclose = function () { if (mine === socket) drop(); };
  }
  function drop() {
    if (!socket) return;
    var old = socket;
    socket = null;
    old.onclose = null;
    old.close();
    if (ready) downSince = Date.now();
    else patience = Math.min(2 * patience, MOST);
    unopened++; // 0 after one that was welcomed
    ready = false;
    soon(Math.min(30000, 500 * Math.pow(2, tries++)) * (0.5 + Math.random()));
    dropped();
  }
  function soon(ms) { next = Math.max(Date.now() + ms, held); }
  function send(frame) {
    try { socket.send(JSON.stringify(frame)); } catch (e) { drop(); }
  }
  function ping() {
    if (!ready || pinged) return;
    pinged = Date.now();
    send({ type: 'ping' });
  }
  function off() { return !ready && !closed && (navigator.onLine === false || Date.now() - downSince > 2500); }

  setInterval(function () {
    var now = Date.now();
    if (!socket && now >= next) connect();
    if (socket && (pinged && now - pinged > patience || !ready && now - lastFrame > patience)) drop();
    if (now - lastFrame > QUIET) ping();
  }, 250);
  window.addEventListener('online', function () { soon(0); });
  document.addEventListener('visibilitychange', function () {
    if (document.visibilityState !== 'visible') return;
    ping();
    if (!socket) soon(0);
  });
  connect();

  return {
    send: send,
    drop: drop,
    soon: soon,
    ready: function () { return ready; },
    welcomed: function () { ready = true; tries = 0; unopened = -1; },
    patience: function () { return patience; },
    hold: function (ms) { held = Date.now() + ms; }, // the service said when to try again
    holding: function () { return Date.now() < held; },
    off: off,
    unwelcome: function () { return unopened >= 3; },
    close: function () { closed = true; ready = false; if (socket) { socket.onclose = null; socket.close(); } }
  };
};
