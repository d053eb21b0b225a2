// The quick answers: a button for each choice of the last question.
// place holds them, fallback takes the focus when a focused one goes, say(text) says one.
window.openAnswers = function (place, fallback, say) {
  'use strict';
  return {
    offer: function (choices) {
      var key = JSON.stringify(choices);
      if (place.getAttribute('data-key') === key) return;
      var focused = place.contains(document.activeElement);
      place.setAttribute('data-key', key);
      place.textContent = '';
      choices.forEach(function (c) {
        var button = document.createElement('button');
        button.type = 'button';
        button.dir = 'auto';
        button.lang = c.lang;
        button.textContent = c.label;
        button.addEventListener('click', function () { say(c.say); });
        place.appendChild(button);
      });
      place.hidden = !choices.length;
      if (focused) fallback.focus(); // this does not open the keyboard
    }
  };
};
