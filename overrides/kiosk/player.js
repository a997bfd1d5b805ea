/* Chooses what is on the glass: deadlines instead of timers, smooth weighted turns, nothing undated lost. ES5. */
(function () {
  'use strict';
  var seed = document.getElementById('seed'), scores = {}, last = '', deadline = 0, turn = 0;
  var NAME = 'kiosk:' + JSON.parse(seed.textContent).screen.id + ':';

  Kiosk.version = seed.getAttribute('data-version');
  Kiosk.pack = JSON.parse(seed.textContent);
  Kiosk.played = [];
  Kiosk.slides = 0;

  Kiosk.keep = function (key, value) {
    try {
      if (value === undefined) { return localStorage.getItem(NAME + key); }
      localStorage.setItem(NAME + key, value);
    } catch (error) { /* a box without storage plays what its page carries */ }
    return null;
  };

  Kiosk.valid = function (pack) {
    return Boolean(pack && pack.fmt === 1 && pack.end === '.' && pack.screen && pack.screen.id === Kiosk.pack.screen.id &&
      pack.items && pack.items.some(function (item) { return item.evergreen; }));
  };

  /* Returns whether the pack was taken: never an older one, never a broken one. */
  Kiosk.adopt = function (pack) {
    if (!Kiosk.valid(pack) || pack.built_at < Kiosk.pack.built_at) { return false; }
    Kiosk.pack = pack;
    scores = {};
    Kiosk.keep('pack', JSON.stringify(pack));
    Kiosk.judge(pack.built_at);
    return true;
  };

  Kiosk.live = function (now) {
    var items = Kiosk.pack.items, trusted = Kiosk.trusted(), breaking, usual;
    var open = items.filter(function (item) {
      if (!item.first && !item.last) { return true; }
      return trusted && (!item.first || now >= item.first) && (!item.last || now < item.last);
    });
    breaking = open.filter(function (item) { return item.kind === '插播'; });
    if (breaking.length) { return breaking; }
    usual = open.filter(function (item) { return item.weight; });
    return trusted && usual.length ? usual : items.filter(function (item) { return item.evergreen; });
  };

  function next(list) {
    var best = null, total = 0;
    list.forEach(function (item) {
      total += item.weight || 1;
      scores[item.id] = (scores[item.id] || 0) + (item.weight || 1);
    });
    list.forEach(function (item) {
      if (list.length > 1 && item.id === last) { return; }
      if (!best || scores[item.id] > scores[best.id]) { best = item; }
    });
    scores[best.id] -= total;
    last = best.id;
    return best;
  }

  Kiosk.show = function (item) {
    var now = Kiosk.now();
    Kiosk.draw(Kiosk.pack, item, now);
    Kiosk.foot(Kiosk.pack, now);
    Kiosk.slides += 1;
    deadline = Date.now() + item.seconds * 1000;
    Kiosk.played.push([Math.round(now / 1000), item.id]);
    if (Kiosk.played.length > 500) { Kiosk.played.shift(); }
    if (Kiosk.slides === 3 && Kiosk.healthy) { Kiosk.healthy(); }
  };

  Kiosk.tick = function () {
    var now = Kiosk.now(), day = Kiosk.china(now).day, list;
    Kiosk.judge(Kiosk.pack.built_at);
    document.getElementById('night').className = Kiosk.lit(Kiosk.pack.hours, now) ? '' : 'on';
    list = Kiosk.live(now);
    var gone = !list.some(function (item) { return item.id === last; });
    if (gone || day !== turn || Date.now() >= deadline || deadline - Date.now() > 120000) {
      turn = day;
      Kiosk.show(next(list));
    }
    var angle = Math.floor(now / 120000) % 8 * Math.PI / 4, far = Kiosk.pack.screen.orbit || 0;
    document.getElementById('stage').style.transform =
      'translate(' + Math.round(Math.cos(angle) * far) + 'px,' + Math.round(Math.sin(angle) * far) + 'px)';
  };

  try { Kiosk.adopt(JSON.parse(Kiosk.keep('pack'))); } catch (error) { /* what was kept is broken: the page's own plays */ }
  Kiosk.tick();
  setInterval(Kiosk.tick, 1000);
  document.addEventListener('visibilitychange', Kiosk.tick);
  document.addEventListener('contextmenu', function (event) { event.preventDefault(); });
}());
