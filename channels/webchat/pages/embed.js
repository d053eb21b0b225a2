// The chat on a council's own page, by one tag:
//   <script src="https://tell.example.gov.uk/embed.js" async></script>
// It puts a link where the tag stands. On a big screen the link opens the chat in a frame below it, on a small one
// in a tab of its own; data-open="tab" always does that. It sets no style sheet, and no script but itself runs.
(function () {
  'use strict';
  var about = /* about */ {};
  var here = document.currentScript;
  var home = new URL(here.src).origin;
  var lang = here.getAttribute('data-lang') || document.documentElement.lang.split('-')[0];
  var words = about.words[lang] || about.words.en;
  var where = home + '/chat' + (about.words[lang] ? '?lang=' + lang : '');
  var frame = null;

  var link = document.createElement('a');
  link.href = where;
  link.target = '_blank';
  link.rel = 'noopener noreferrer';
  link.textContent = words.open;
  here.parentNode.insertBefore(link, here.nextSibling);

  function close() {
    frame.remove(); // what was said lives in the frame's own session storage, and is there again
    frame = null;
    link.textContent = words.open;
    link.setAttribute('aria-expanded', 'false');
  }
  function open() {
    frame = document.createElement('iframe');
    frame.src = where;
    frame.title = words.open;
    frame.referrerPolicy = 'no-referrer';
    frame.style.cssText = 'display:block;width:100%;max-width:40rem;height:40rem;max-height:90vh;border:1px solid;margin:.5rem 0';
    link.parentNode.insertBefore(frame, link.nextSibling);
    link.textContent = words.close;
    link.setAttribute('aria-expanded', 'true');
  }
  function framed() {
    return here.getAttribute('data-open') !== 'tab' && about.frames && about.frames.indexOf(location.origin) >= 0 &&
      window.innerWidth >= 640 && window.innerHeight >= 480;
  }
  link.addEventListener('click', function (e) {
    if (frame) { e.preventDefault(); close(); return; }
    if (!framed()) return; // the link opens a tab
    e.preventDefault();
    open();
  });
  // "Leave now" in the frame: this page goes too.
  window.addEventListener('message', function (e) {
    if (!frame || e.source !== frame.contentWindow || e.origin !== home || e.data !== 'leave') return;
    document.body.textContent = '';
    location.replace(about.exit);
  });
})();
