// The outbox: what the person sent and the service has not yet stored for good ("heard"), with its bubbles.
// Nothing is taken out by a timer. items are those kept from before; keep() keeps them, again() sends what
// failed anew, back(text) puts words back into the box.
window.openOutbox = function (items, log, lines, keep, again, back) {
  'use strict';
  var SLOW = 6000; // ms; then a message that waits says so
  var nodes = {}; // its bubbles, by id
  var say = window.pageSays;

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
      lines.when(node, say(item.failed === 'too_long' ? 'too_long' : 'failed') + ' ');
      var b = document.createElement('button');
      b.type = 'button';
      b.className = 'retry';
      b.textContent = say(item.failed === 'too_long' ? 'put_back' : 'again');
      b.addEventListener('click', function () { retry(item); });
      node.querySelector('.when').appendChild(b);
    } else {
      lines.when(node, say(slow ? 'not_yet' : 'sending'));
    }
  }
  function retry(item) {
    if (item.failed === 'too_long') {
      forget(item);
      nodes[item.id].remove();
      delete nodes[item.id];
      back(item.text);
      return;
    }
    item.failed = '';
    keep();
    draw(item);
    again();
  }
  function forget(item) {
    items = items.filter(function (o) { return o !== item; });
    keep();
  }
  function of(kind) { return items.filter(function (o) { return (o.kind === 'say') === (kind === 'say'); }); }

  return {
    all: function () { return items; },
    says: function () { return of('say'); },
    calls: function () { return of('help'); },
    find: function (id) { return items.filter(function (o) { return o.id === id; })[0]; },
    put: function (item) { items.push(item); keep(); draw(item); },
    forget: forget,
    only: function (some) { items = some; keep(); },
    draw: draw,
    unshow: function () { Object.keys(nodes).forEach(function (id) { nodes[id].remove(); }); },
    drawAll: function () { items.forEach(draw); },
    slowCall: function () { return of('help').some(function (o) { return Date.now() - o.at > SLOW; }); },
    // heard takes out what is stored for good, and gives its bubble.
    heard: function (item) {
      forget(item);
      var node = nodes[item.id] || lines.mine(say('help'));
      delete nodes[item.id];
      node.className = 'line you';
      node.removeAttribute('data-state');
      lines.when(node, lines.clock(item.at) + ' · ' + say('sent'));
      return node;
    }
  };
};
