// How many text messages a text costs (3GPP TS 23.038): GSM-7 has 160 places, or 153 in each of
// several, and a character of its extension table takes two; anything else makes it UCS-2, with
// 70 or 67. A character is never cut between two segments.
'use strict';
const segmentsOf = (() => {
  const basic = new Set('@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà');
  const more = new Set('^{}\\[~]|€\f');
  return text => {
    const characters = [...text];
    const gsm = characters.every(c => basic.has(c) || more.has(c));
    const size = c => gsm ? (more.has(c) ? 2 : 1) : c.length;
    const used = characters.reduce((sum, c) => sum + size(c), 0);
    const [single, part] = gsm ? [160, 153] : [70, 67];
    if (used <= single) return { segments: 1, used, of: single, gsm };
    let segments = 1, filled = 0;
    for (const c of characters) {
      if (filled + size(c) > part) { segments++; filled = 0; }
      filled += size(c);
    }
    return { segments, used, of: segments * part, gsm };
  };
})();
