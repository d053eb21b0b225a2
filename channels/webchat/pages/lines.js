// The lines on the screen: each at its own place by sequence number, none twice. What waits to be
// sent stands below them.
window.openLines = function (log, scroller, more) {
  'use strict';
  var lines = []; // {seq, from, choices, node}, by seq
  var say = window.pageSays;
  var atEnd = false;
  var tall = 0; // the height that the scroller had last

  // have is the last line without a hole before it; last is the last one shown.
  function have() {
    return lines.reduce(function (n, l) { return l.seq === n + 1 ? l.seq : n; }, 0);
  }
  function last() { return lines.length ? lines[lines.length - 1].seq : 0; }

  function bubble(from, who, text, when, lang) {
    var node = document.createElement('div');
    node.className = 'line ' + from;
    [['who', who], ['words', text], ['when', when]].forEach(function (part) {
      var p = document.createElement('p');
      p.className = part[0];
      p.textContent = part[1];
      node.appendChild(p);
    });
    var words = node.querySelector('.words');
    words.dir = 'auto'; // from the first letter that has a direction
    words.lang = lang || ''; // whatever they write in: a voice must not take it for English
    return node;
  }
  function clock(at) {
    var lang = document.documentElement.lang;
    return new Date(at).toLocaleTimeString(lang === 'en' ? 'en-GB' : lang, { hour: 'numeric', minute: '2-digit', hour12: true });
  }

  // choices are those offered before a line and not answered yet.
  function choices(seq) {
    for (var i = lines.length - 1; i >= 0; i--) {
      if (lines[i].seq >= seq) continue;
      if (lines[i].from === 'you') return [];
      if (lines[i].choices.length) return lines[i].choices;
    }
    return [];
  }
  function marked(choices, lang) { // a button is in the language of its question
    return choices.map(function (c) { return { say: c.say, label: c.label, lang: lang || '' }; });
  }
  function labelled(text, seq) { // "Yes", where a button says "1"
    var found = choices(seq).filter(function (c) { return c.say === text; })[0];
    return found ? found.label : text;
  }

  // place puts a line where it belongs; one that is there already stays as it is.
  function place(line) {
    var i = lines.length;
    while (i > 0 && lines[i - 1].seq > line.seq) i--;
    if (i > 0 && lines[i - 1].seq === line.seq) {
      line.node.remove();
      return;
    }
    log.insertBefore(line.node, i < lines.length ? lines[i].node : log.querySelector('.waiting'));
    lines.splice(i, 0, line);
  }
  function show(f) { // a frame "message"
    var stay = !atEnd && !nearEnd();
    var who = f.from === 'you' || f.from === 'sayso' ? say(f.from) : f.name || say('worker');
    var text = f.from === 'you' ? labelled(f.text, f.seq) : f.text;
    place({ seq: f.seq, from: f.from, choices: marked(f.choices || [], f.lang), node: bubble(f.from, who, text, clock(f.at), f.lang) });
    if (stay) more.hidden = false; else toEnd();
  }

  // below is how far a line's end lies below what is in sight, above how far its beginning lies above that.
  function lastLine() {
    var bubbles = log.querySelectorAll('.line'), sight = scroller.getBoundingClientRect();
    if (!bubbles.length) return { above: 0, below: 0 };
    var line = bubbles[bubbles.length - 1].getBoundingClientRect();
    return { above: sight.top - line.top, below: line.bottom - sight.bottom };
  }
  function nearEnd() { return lastLine().below < 60; }
  // toEnd goes to the end, but never past the last line: on a small screen what stands below it would be
  // all that is in sight.
  function toEnd() {
    scroller.scrollTop = scroller.scrollHeight;
    var line = lastLine();
    scroller.scrollTop -= Math.max(0, Math.min(line.above, -line.below));
    atEnd = true;
    more.hidden = true;
  }
  more.addEventListener('click', function () { toEnd(); scroller.focus(); });
  scroller.addEventListener('scroll', function () {
    if (tall && tall !== scroller.clientHeight) return; // they did not scroll: height was taken away
    atEnd = nearEnd();
    if (atEnd) more.hidden = true;
  });
  // A keyboard or a notice takes height away: whoever was at the end stays there.
  if (window.ResizeObserver) {
    new ResizeObserver(function () {
      tall = scroller.clientHeight;
      var focus = document.activeElement; // it must not be moved out of sight
      if (atEnd && (focus === scroller || !scroller.contains(focus))) toEnd();
    }).observe(scroller);
  }

  log.querySelectorAll('.line').forEach(function (node) { // what a form's answer shows already
    lines.push({
      seq: +node.getAttribute('data-seq'), from: node.classList[1], node: node,
      choices: Array.from(node.querySelectorAll('data'), function (d) { return { say: d.value, label: d.textContent, lang: d.lang }; })
    });
  });

  return {
    have: have, last: last, choices: choices, labelled: labelled, show: show, toEnd: toEnd, clock: clock,
    mine: function (text) { return bubble('you', say('you'), text, ''); },
    clear: function () { // they are of a talk that this chat no longer speaks in
      lines.forEach(function (l) { l.node.remove(); });
      lines = [];
    },
    when: function (node, text) { node.querySelector('.when').textContent = text; },
    heard: function (node, seq) {
      var stay = !atEnd && !nearEnd();
      place({ seq: seq, from: 'you', choices: [], node: node });
      if (!stay) toEnd();
    }
  };
};
