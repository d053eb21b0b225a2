// The pages beside the chat: a chat that is open in this tab can be gone back to, and a call for help is
// made in it, not in a new one. Without this script the button is a form that begins a chat with the call.
(function () {
  'use strict';
  var kept = {};
  try { kept = JSON.parse(sessionStorage.getItem('m')) || {}; } catch (e) { /* a browser that keeps nothing */ }
  if (!kept.token) return;
  document.getElementById('tochat').textContent = window.pageSays('back');
  document.getElementById('helping').addEventListener('submit', function (e) {
    try { sessionStorage.setItem('h', '1'); } catch (none) { return; }
    e.preventDefault();
    location.assign('/chat' + location.search);
  });
})();
