// The staff pages without reloading. Everything here is an addition: each form and each link works
// without it. The page asks for itself again when the service says that something changed, and
// replaces only the parts in which nothing is being typed.
"use strict";

(() => {
  const stream = document.body.dataset.live;
  const since = document.getElementById("since"); // only where there is something to keep up to date
  const byItself = { headers: { "Sayso-By-Itself": "1" }, credentials: "same-origin", cache: "no-store" };

  // A part is told apart from its newer self without the values that differ on every page.
  const content = (part) => part.innerHTML.replace(/name="once" value="[^"]*"/g, "").replace(/ open=""/g, "");

  // Something is being typed in a part when a field differs from what the page came with.
  const typing = (part) => [...part.querySelectorAll("input:not([type=hidden]), textarea, select")].some((field) => {
    if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
    if (field.tagName === "SELECT") return field.selectedIndex !== Math.max(0, [...field.options].findIndex((o) => o.defaultSelected));
    return field.value !== field.defaultValue;
  });

  // What was typed into a form that was refused came back with the page, and is kept too.
  const refused = document.querySelector("[data-keep]");
  const keeps = (part) => refused && part.contains(document.getElementById(refused.dataset.keep));

  // A press is a click only if what it began on is still there, and in its place, when it ends.
  // A hand that lets go outside the window is not heard: alarms wait ten seconds for it, no longer.
  let pressed = false, behind = false, ending = 0;
  const letGo = () => { pressed = false; if (behind) { behind = false; lookSoon(); } };
  const endIn = (ms) => { clearTimeout(ending); ending = setTimeout(letGo, ms); };
  addEventListener("pointerdown", () => { pressed = true; endIn(10000); });
  addEventListener("pointerup", () => endIn(0)); // the click comes after it
  addEventListener("pointercancel", () => endIn(0));

  const inField = (part) => part.contains(document.activeElement) && document.activeElement.matches("input, textarea, select");

  const original = new Map();
  const remember = () => document.querySelectorAll("[data-part]").forEach((part) => original.set(part.id, content(part)));

  // With another case joined to this one the page has a further conversation, and so further parts.
  const parts = (page) => [...page.querySelectorAll("[data-part]")].map((part) => part.id).join();
  const grown = () => {
    if (!refused && ![...document.querySelectorAll("main form")].some(typing)) { location.reload(); return; }
    notice("Another case was joined to this one. What you typed is still here: send it or copy it, then load this page again.");
  };

  const replace = (fresh) => {
    if (pressed) { behind = true; return; }
    const now = fresh.getElementById("since");
    if (now && parts(fresh) !== parts(document)) { grown(); return; }
    if (now) since.dataset.shown = now.dataset.shown;
    for (const part of document.querySelectorAll("[data-part]")) {
      const next = fresh.getElementById(part.id);
      if (!next || content(next) === original.get(part.id)) continue;
      if (typing(part) || keeps(part) || inField(part)) {
        if (now) since.dataset.shown = ""; // what is not shown now is asked for again
        continue;
      }
      const focused = part.contains(document.activeElement) ? document.activeElement.id : "";
      const open = [...part.querySelectorAll("details[open]")].map((d) => d.id || d.querySelector("summary").id);
      original.set(part.id, content(next));
      part.replaceChildren(...document.importNode(next, true).childNodes);
      for (const id of open) {
        const at = document.getElementById(id);
        if (at) at.closest("details").open = true;
      }
      const again = focused && document.getElementById(focused);
      if (again) again.focus({ preventScroll: true });
    }
    begin();
  };

  const notice = (words) => {
    const at = document.getElementById("notice");
    at.textContent = words;
    at.hidden = !words;
  };

  const signedOut = () => {
    const parts = [...document.querySelectorAll("main form")];
    if (!refused && !parts.some(typing)) { location.reload(); return; }
    notice("You have been signed out. What you typed is still here: sign in again in another tab, then send it.");
  };

  let asking = false, askAgain = "";
  const look = async (address) => {
    if (asking) { if (askAgain !== location.href) askAgain = address; return; }
    asking = true;
    try {
      const shown = since ? since.dataset.shown : "";
      const answer = await fetch(address, { ...byItself, headers: { ...byItself.headers, "Sayso-Shown": shown } });
      if (answer.status === 401) signedOut();
      else if (answer.status === 204) askAgain = askAgain || "/staff/alarms"; // nothing new but, it may be, an alarm
      else if (answer.ok) replace(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch { /* the stream says when the service is back */ }
    asking = false;
    if (askAgain) { const next = askAgain; askAgain = ""; look(next); }
  };

  // Several changes in a moment are one look. A page with nothing to keep up to date asks for alarms only:
  // its address may be that of a case, which it must not open.
  let soon = 0;
  const lookSoon = () => { soon = soon || setTimeout(() => { soon = 0; look(since ? here() : "/staff/alarms"); }, 300); };

  if (stream) {
    // What somebody just did is still on its way to the conversation when the page comes back.
    let expecting = new URLSearchParams(location.search).has("done") || document.querySelector("[data-waiting]");
    let lost = 0, live = null;
    const listen = () => {
      live = new EventSource(stream + (since ? "?since=" + since.dataset.since : ""));
      live.onopen = () => { if (lost) { lost = 0; notice(""); look(here()); } };
      live.onerror = () => { if (++lost > 2) notice("This page is not up to date just now. It will be as soon as Sayso can be reached."); };
      live.onmessage = (m) => {
        if (m.data === "changed" || expecting) lookSoon();
        else if (m.data === "beat" || m.data === "open") look("/staff/alarms"); // alarms rise as time passes
        else if (m.data === "signed-out") { live.close(); signedOut(); }
        expecting = false;
      };
    };
    // A browser may open six connections to a site: with a stream behind each of six cases the next
    // page would never come. So a page listens while it is in front, and catches up when it is again.
    const attend = () => {
      if (document.visibilityState === "visible") { if (!live) listen(); return; }
      if (live) live.close();
      live = null;
    };
    document.addEventListener("visibilitychange", attend);
    attend();
  }
  // What an answer to a form shows (a refusal, a number) is not to be asked for again.
  function here() { const at = new URL(location.href); at.searchParams.delete("done"); at.hash = ""; return at.href; }
  const plainCase = location.pathname.match(/^\/staff\/cases\/[^/]+/);
  if (plainCase && location.pathname !== plainCase[0]) history.replaceState(null, "", plainCase[0]);
  if (new URLSearchParams(location.search).has("done")) {
    const at = new URL(location.href);
    at.searchParams.delete("done");
    history.replaceState(null, "", at.href);
  }

  // A message is read when its last line has been on the screen of a page that is in front.
  const sent = new Set();
  const watch = new IntersectionObserver((seen) => {
    for (const line of seen) if (line.isIntersecting) readIfShown();
  }, { threshold: 0.6 });
  const readIfShown = () => {
    if (document.visibilityState !== "visible") return;
    for (const form of document.querySelectorAll("form.read")) {
      const line = document.getElementById(form.dataset.last);
      const at = line && line.getBoundingClientRect();
      if (!at || at.bottom > innerHeight + 4 || at.bottom < 0 || sent.has(form.dataset.last)) continue;
      sent.add(form.dataset.last);
      fetch(form.action, { ...byItself, method: "POST", body: new URLSearchParams(new FormData(form)) })
        .then((answer) => { if (answer.ok) { form.hidden = true; } else { sent.delete(form.dataset.last); } })
        .catch(() => sent.delete(form.dataset.last));
    }
  };
  document.addEventListener("visibilitychange", readIfShown);

  // How many texts a message costs, as conversation.Segments counts them.
  const basic = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
  const more = "^{}\\[~]|€\f";
  const smart = new Map(); // letters that are written in others on their way: they cost no more
  const smartly = (words, table) => {
    if (!table) return words;
    if (!smart.size) for (const [from, to] of Object.entries(JSON.parse(table))) smart.set(from, to);
    return [...words].map((c) => (smart.has(c) ? smart.get(c) : c)).join("");
  };
  const texts = (words) => {
    const gsm = [...words].every((c) => basic.includes(c) || more.includes(c));
    const sizes = [...words].map((c) => (gsm ? (more.includes(c) ? 2 : 1) : c.length));
    const [single, part] = gsm ? [160, 153] : [70, 67];
    if (sizes.reduce((a, b) => a + b, 0) <= single) return [1, gsm];
    let n = 1, used = 0;
    for (const size of sizes) { if (used + size > part) { n++; used = 0; } used += size; }
    return [n, gsm];
  };
  const count = (box) => {
    const at = document.getElementById(box.getAttribute("aria-describedby").split(" ").pop());
    const words = box.value.trim();
    if (!words) { at.textContent = ""; return; }
    const letters = [...words].length + " characters";
    if (box.dataset.count !== "texts") { at.textContent = letters; return; }
    const before = box.dataset.before || ""; // your name stands before it, and counts
    const [n, gsm] = texts(smartly(before + words, box.dataset.smart));
    at.textContent = letters + ", " + (n === 1 ? "1 text" : n + " texts") + (before ? " with “" + before.trim() + "” before it" : "") + (gsm ? "" : " (an emoji or a curly quote makes texts shorter)");
    at.classList.toggle("over", n > 3);
  };
  document.addEventListener("input", (e) => { if (e.target.dataset && e.target.dataset.count) count(e.target); });

  // A form is sent once, however often its button is pressed.
  document.addEventListener("submit", (e) => {
    if (e.target.dataset.sent) e.preventDefault();
    e.target.dataset.sent = "yes";
    setTimeout(() => delete e.target.dataset.sent, 5000); // the answer may have been stopped
  });
  addEventListener("pageshow", () => document.querySelectorAll("form").forEach((f) => delete f.dataset.sent));

  const begin = () => {
    document.querySelectorAll("textarea[data-count]").forEach(count);
    watch.disconnect();
    document.querySelectorAll("form.read").forEach((form) => {
      const line = document.getElementById(form.dataset.last);
      if (line) watch.observe(line);
    });
    readIfShown();
  };
  remember();
  begin();
  const problem = document.getElementById("problem");
  if (problem) problem.focus();
})();
