/* What the box keeps: the last good pack, what was played, a sign of life; and the letters of the pack. ES5. */
(function () {
  'use strict';
  var seed = document.getElementById('seed'), played = [], saved = 0, faces = {};
  var MOST = 2000, EACH = 60000, WRITE = 300000, PATIENCE = 20000, written = 0;

  Kiosk.version = seed.getAttribute('data-version');
  Kiosk.seed = Kiosk.pack = JSON.parse(seed.textContent);
  /* Two campaigns on one origin share no key. */
  var NAME = 'kiosk:' + location.pathname.replace(/[^/]*$/, '') + ':' + Kiosk.pack.screen.id + ':';

  Kiosk.kept = function (key) {
    try { return Kiosk.preview ? null : JSON.parse(localStorage.getItem(NAME + key)); } catch (error) { return null; }
  };

  /* Returns whether there was room; a box without storage plays what its page carries. */
  Kiosk.keep = function (key, value) {
    try { if (!Kiosk.preview) { localStorage.setItem(NAME + key, JSON.stringify(value)); } } catch (error) { return false; }
    return true;
  };

  /* The pack matters more than the record of what was played: that makes room for it. Staff see the new one at once. */
  Kiosk.keepPack = function (pack) {
    saved = 0;
    if (Kiosk.keep('pack', pack)) { return; }
    played = [];
    Kiosk.keep('played', played);
    Kiosk.keep('pack', pack);
  };

  /* Back to what the page carries: the pack that was kept is of no use. */
  Kiosk.drop = function () {
    Kiosk.pack = Kiosk.seed;
    try { if (!Kiosk.preview) { localStorage.removeItem(NAME + 'pack'); } } catch (error) { return; }
  };

  /* CRC-32 of a text, two bytes a sign, low one first; kiosk.py reckons the same. */
  Kiosk.sum = function (text) {
    var sum = -1, at, bit;
    for (at = 0; at < text.length * 2; at += 1) {
      sum ^= text.charCodeAt(at >> 1) >> (at & 1 ? 8 : 0) & 255;
      for (bit = 0; bit < 8; bit += 1) { sum = sum & 1 ? sum >>> 1 ^ 0xEDB88320 : sum >>> 1; }
    }
    return (sum ^ -1) >>> 0;
  };

  function numbers(list, least) {
    return Array.isArray(list) && list.length >= least && list.every(function (one) { return typeof one === 'number' && isFinite(one); });
  }

  function texts(list) {
    return Array.isArray(list) && list.every(function (one) { return typeof one === 'string'; });
  }

  function drawable(item) {
    var given = ['start', 'end', 'first', 'last', 'begins', 'ends', 'weight', 'line', 'most', 'panel', 'cap_px'], code = item && item.code;
    return Boolean(item && texts([item.id, item.kind, item.kicker]) && numbers(item.box, 2) && texts(item.title) && item.title.length &&
      numbers([item.title_px, item.body_px, item.seconds], 3) && item.seconds > 0 &&
      numbers(given.map(function (key) { return item[key] === undefined ? 0 : item[key]; }), 0) &&
      ['when', 'place'].every(function (key) { return item[key] === undefined || texts(item[key]); }) &&
      (item.body === undefined || Array.isArray(item.body) && item.body.every(texts)) &&
      (!code || numbers([code.n, code.px], 2) && typeof code.d === 'string') && (!item.counts || item.start) &&
      (item.notes === undefined || Array.isArray(item.notes) && item.notes.every(function (one) { return numbers([one[0]], 1) && texts(one[1]); })) &&
      (item.later === undefined || Array.isArray(item.later) && item.later.every(function (one) { return numbers([one[0], one[1]], 2) && texts(one[2]) && texts(one[3]); })));
  }

  /* Whether the player can do with the pack: whole, for this screen, of this format, and nothing missing. */
  Kiosk.valid = function (pack) {
    var screen = pack && pack.screen, hours = pack && pack.hours;
    return Boolean(pack && pack.fmt === Kiosk.seed.fmt && pack.end === '.' && typeof pack.hash === 'string' && numbers([pack.built_at], 1) &&
      screen && screen.id === Kiosk.seed.screen.id && numbers(screen.whole, 2) && numbers(screen.at, 2) && numbers(screen.px, 2) &&
      numbers([screen.pad, screen.foot, screen.poll, screen.stale_days, screen.rotate], 5) &&
      hours && numbers([hours.from, hours.to], 2) && numbers(hours.days, 1) && hours.except && typeof hours.except === 'object' &&
      texts(pack.fonts) && Array.isArray(pack.items) && pack.items.every(drawable) &&
      pack.items.some(function (item) { return item.evergreen; }));
  };

  /* How often each slide was on the glass on each day: [day, slide, times, title]. 2,000 of them are two months; the
     oldest goes first. A day without a date is one whose clock could not be believed. */
  function count(item, now) {
    var day = Kiosk.trusted() ? Kiosk.china(now).iso : '', at = played.length - 1;
    while (at >= 0 && played[at][0] === day && played[at][1] !== item.id) { at -= 1; }
    if (at >= 0 && played[at][0] === day) { played[at][2] += 1; return; }
    played.push([day, item.id, 1, item.title.join('')]);
    if (played.length > MOST) { played.shift(); }
  }

  /* Nothing is played on a screen that is dark. */
  Kiosk.note = function (item, now) {
    if (Kiosk.lit(Kiosk.pack.hours, now)) { count(item, now); }
    if (Math.abs(Date.now() - saved) < EACH) { return; }
    saved = Date.now();
    Kiosk.keep('beat', { at: now, hash: Kiosk.pack.hash, slides: Kiosk.slides, trust: Kiosk.trust, reached: Kiosk.reached || 0 });
    Kiosk.remember();
    if (Math.abs(saved - written) < WRITE) { return; }
    written = saved;
    if (!Kiosk.keep('played', played)) {
      played = played.slice(-Math.floor(played.length / 2));
      Kiosk.keep('played', played);
    }
  };

  function there(file) { return !window.FontFace || Boolean(faces[file] && faces[file].status === 'loaded'); }

  /* Calls `done` when the pack's letters are there, or after twenty seconds without, with whether they are. What comes
     later than that is found by the next who asks. */
  Kiosk.letters = function (files, done) {
    var left = files.length, over = false;
    function ready() {
      if (over) { return; }
      over = true;
      done(files.every(there));
    }
    function one() { left -= 1; if (left <= 0) { ready(); } }
    if (!left || !window.FontFace) { ready(); return; }
    setTimeout(ready, PATIENCE);
    files.forEach(function (file) {
      var face = faces[file] || new FontFace('Kiosk', 'url(' + file + ')', { weight: file.split('.')[1] });
      faces[file] = face;
      face.load().then(function () { if (faces[file] === face) { document.fonts.add(face); } one(); }, function () {
        if (faces[file] === face) { delete faces[file]; }
        one();
      });
    });
  };

  /* The letters of before go when those of the pack are all there. */
  Kiosk.forget = function (files) {
    if (!files.every(there)) { return; }
    Object.keys(faces).forEach(function (file) {
      if (files.indexOf(file) < 0) { document.fonts['delete'](faces[file]); delete faces[file]; }
    });
  };

  /* Rows of another form are left out. */
  Kiosk.rows = function (kept) {
    return (Array.isArray(kept) ? kept : []).filter(function (row) {
      return Array.isArray(row) && texts([row[0], row[1], row[3]]) && numbers([row[2]], 1);
    });
  };

  played = Kiosk.rows(Kiosk.kept('played'));
  Kiosk.told = numbers(Kiosk.kept('told'), 2) ? [Kiosk.kept('told')[0] - performance.now(), Kiosk.kept('told')[1]] : [0, 0];
  if (Kiosk.kept('apart')) { Kiosk.trust = 'apart'; }
}());
