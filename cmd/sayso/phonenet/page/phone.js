// The phone page: it shows one phone as the network has it and texts as its owner.
'use strict';
(() => {
  const $ = id => document.getElementById(id);
  const to = document.body.dataset.to;
  const people = [...document.querySelectorAll('#people button')];
  let number = '', live = null, shown = new Set(), drafts = {};

  const post = (path, body, method = 'POST') => fetch(path, {
    method, headers: { 'Content-Type': 'application/json' }, body: body && JSON.stringify(body),
  });
  const clock = at => new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  const make = (tag, className, text) => {
    const made = document.createElement(tag);
    made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };
  const say = text => {
    $('notice').textContent = text;
    $('notice').hidden = !text;
    if (text) $('thread').scrollTop = $('thread').scrollHeight;
  };

  // Which phone.
  function use(next, name) {
    if (number) drafts[number] = $('words').value;
    number = next;
    const known = people.find(b => b.dataset.number === number);
    const title = name || (known && known.dataset.name) || 'New phone';
    for (const b of people) b.setAttribute('aria-pressed', String(b === known));
    $('owner').textContent = title + (known ? '’s phone' : '');
    $('own-number').textContent = spaced(number);
    $('face').textContent = known ? title[0] : '+';
    document.title = title + ' – simulated phones';
    history.replaceState(null, '', '#' + number.slice(1));
    $('thread').replaceChildren();
    shown = new Set();
    $('words').value = drafts[number] || '';
    count();
    say('');
    if (live) live.close();
    live = new EventSource('/network/phones/' + encodeURIComponent(number) + '/live');
    live.onopen = () => line('Signal', true);
    live.onerror = () => line('No signal', false);
    live.onmessage = event => show(JSON.parse(event.data));
  }
  const line = (text, on) => { $('line').textContent = text; $('line').classList.toggle('on', on); };
  const spaced = n => n.replace(/^\+44(\d{4})(\d{3})(\d{3})$/, '0$1 $2 $3');

  // What is on it. Only what is new is added, so that a screen reader reads it once.
  function show(phone) {
    if (phone.number !== number) return;
    const thread = $('thread');
    const atEnd = thread.scrollHeight - thread.scrollTop - thread.clientHeight < 80;
    if (!phone.messages.length) thread.replaceChildren(make('p', 'empty', 'No texts yet. Write what you would write.'));
    else if (!shown.size) thread.replaceChildren();
    let peer = thread.dataset.peer = shown.size ? thread.dataset.peer : '';
    for (const m of phone.messages) {
      if (shown.has(m.sid)) continue;
      shown.add(m.sid);
      if (m.with !== peer && (peer || m.with !== to)) thread.append(make('p', 'peer', 'With ' + spaced(m.with)));
      peer = m.with;
      const bubble = make('div', 'text ' + (m.from_phone ? 'mine' : m.network ? 'network' : 'theirs'));
      bubble.append(make('span', 'hidden', m.from_phone ? 'You: ' : m.network ? 'The network: ' : 'They: '));
      bubble.append(make('p', '', m.body));
      const about = [clock(m.at), m.segments > 1 ? m.segments + ' texts' : '', m.network ? 'from the network itself' : '', m.again ? 'sent twice' : ''];
      bubble.append(make('small', '', about.filter(Boolean).join(' · ')));
      thread.append(bubble);
    }
    thread.dataset.peer = peer;
    const out = phone.opted_out_of.includes(to);
    $('stop').setAttribute('aria-checked', String(out));
    if (atEnd || phone.messages.at(-1)?.from_phone) thread.scrollTop = thread.scrollHeight;
    counts();
  }

  // Texting.
  function count() {
    const c = segmentsOf($('words').value);
    $('count').textContent = `${c.used} of ${c.of} ${c.gsm ? 'characters' : 'characters, with emoji or special letters'} · ${c.segments} text${c.segments > 1 ? 's' : ''}`;
    $('words').style.height = 'auto';
    $('words').style.height = Math.min($('words').scrollHeight, 132) + 'px';
  }
  async function text(body) {
    say('');
    try {
      const answer = await post('/network/texts', { from: number, to, body });
      if (!answer.ok) return say(await answer.text());
      const d = await answer.json();
      if (d.given_up) say(d.status ? `The service answered ${d.status}. The network gave this text up; only its list still has it.`
        : 'The service did not answer. The network gave this text up; only its list still has it.');
    } catch {
      say('The simulated network is not running.');
    }
    counts();
  }
  $('write').addEventListener('submit', event => {
    event.preventDefault();
    const body = $('words').value;
    if (!body.trim() || !number) return;
    $('words').value = '';
    count();
    $('words').focus();
    text(body);
  });
  $('words').addEventListener('input', count);
  $('words').addEventListener('keydown', event => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      $('write').requestSubmit();
    }
  });

  for (const b of people) b.addEventListener('click', () => { use(b.dataset.number, b.dataset.name); $('words').focus({ preventScroll: true }); });
  $('dial').addEventListener('submit', event => {
    event.preventDefault();
    const typed = $('number').value.replace(/[\s()-]/g, '').replace(/^0/, '+44');
    const good = /^\+[1-9]\d{6,14}$/.test(typed);
    $('number-problem').textContent = good ? '' : 'Write a number such as 07700 900123.';
    if (good) { use(typed); $('words').focus({ preventScroll: true }); }
  });
  $('new-phone').addEventListener('click', async () => {
    const answer = await post('/network/phones');
    if (!answer.ok) return say(await answer.text());
    use((await answer.json()).number);
    $('words').focus({ preventScroll: true });
  });

  // Trouble. The network's list of faults is made anew from the switches.
  const second = 1e9;
  const faults = {
    down: [{ on: 'webhook', do: 'lost' }, { on: 'send', do: 'broken' }, { on: 'list', do: 'broken' }],
    unruly: [
      { on: 'webhook', do: 'lost', chance: 0.1 }, { on: 'webhook', do: 'twice', chance: 0.1 }, { on: 'webhook', do: 'late', chance: 0.1, for: 30 * second },
      { on: 'carry', do: 'overtaken', chance: 0.3, for: 5 * second }, { on: 'status', do: 'shuffled', for: 5 * second },
    ],
    off: [{ on: 'carry', do: 'undelivered', code: 30003 }],
    slow: [{ on: 'webhook', do: 'slow', for: 5 * second }, { on: 'carry', do: 'slow', for: 5 * second }],
  };
  const switches = [...document.querySelectorAll('[data-trouble]')];
  const isOn = s => s.getAttribute('aria-checked') === 'true';
  async function troubles() {
    const now = await (await fetch('/network/faults')).json();
    for (const s of switches) s.setAttribute('aria-checked', String(faults[s.dataset.trouble].every(f => now.some(g => g.on === f.on && g.do === f.do))));
  }
  for (const s of switches) s.addEventListener('click', async () => {
    s.setAttribute('aria-checked', String(!isOn(s)));
    await post('/network/faults', undefined, 'DELETE');
    for (const f of switches.filter(isOn).flatMap(s => faults[s.dataset.trouble])) await post('/network/faults', f);
    troubles();
  });
  $('stop').addEventListener('click', () => text(isOn($('stop')) ? 'START' : 'STOP'));

  async function counts() {
    const now = await (await fetch('/network/counts')).json();
    for (const d of document.querySelectorAll('[data-count]')) d.textContent = now[d.dataset.count];
  }

  document.querySelector('main').addEventListener('keydown', event => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key], at = people.indexOf(document.activeElement);
    if (step && at >= 0) { event.preventDefault(); people[(at + step + people.length) % people.length].focus(); }
  });

  $('peer').textContent = spaced(to);
  troubles();
  const asked = '+' + location.hash.slice(1);
  use(/^\+[1-9]\d{6,14}$/.test(asked) ? asked : people[0].dataset.number);
})();
