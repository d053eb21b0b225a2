// The words of the page's scripts, in the page's language. What is counted has a form for each of its plurals.
window.pageSays = (function () {
  'use strict';
  var words = JSON.parse(document.body.getAttribute('data-words'));
  var lang = document.documentElement.lang;
  return function (name, n) {
    if (n === undefined) return words[name];
    var form = window.Intl && Intl.PluralRules ? new Intl.PluralRules(lang).select(n) : 'other';
    return (words[name + '.' + form] || words[name + '.other']).replace('{n}', n);
  };
})();
