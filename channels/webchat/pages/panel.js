// The panel that says whom to call, and how far a call for help has come. It sends nothing.
// place is where it stands, blank the template it is made from, button what opened it.
window.openPanel = function (place, blank, button) {
  'use strict';
  function closable() {
    var panel = place.querySelector('.safety');
    if (!panel || panel.querySelector('button')) return;
    var close = document.createElement('button');
    close.type = 'button';
    close.textContent = window.pageSays('close');
    close.addEventListener('click', function () {
      place.textContent = '';
      button.focus();
    });
    panel.insertBefore(close, panel.querySelector('.state').nextSibling); // on a small phone what comes after is out of sight
  }
  closable(); // a form's answer may show it already
  return {
    show: function () {
      if (!place.querySelector('.safety')) place.appendChild(blank.content.cloneNode(true));
      closable();
    },
    says: function (text) {
      var node = place.querySelector('.state');
      if (node && node.textContent !== text) node.textContent = text;
    }
  };
};
