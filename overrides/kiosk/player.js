/* Chooses what is on the glass: deadlines instead of timers, smooth weighted turns, nothing undated lost. ES5. */
(function () {
  'use strict';
  var scores = {}, last = '', deadline = 0, turn = 0;

  Kiosk.slides = 0;

  /* A pack of the day after tomorrow, by a clock that a server has set, would keep every right one out. */
  function ahead(pack) {
    return Kiosk.trust === 'server' && !Kiosk.preview && pack.built_at > Kiosk.now() + Kiosk.DAY;
  }

  /* Returns whether the pack was taken: never an older one, never a broken one, never one of the future. */
  Kiosk.adopt = function (pack) {
    if (!Kiosk.valid(pack) || pack.built_at < Kiosk.pack.built_at || ahead(pack)) { return false; }
    Kiosk.pack = pack;
    scores = {};
    Kiosk.forget(pack.fonts);
    Kiosk.keepPack(pack);
    Kiosk.judge(pack.built_at);
    return true;
  };

  function dated(item, now) {
    if (!item.first && !item.last) { return true; }
    return Kiosk.trusted() && (!item.first || now >= item.first) && (!item.last || now < item.last);
  }

  /* Everything that may be shown now: with a clock that can't be believed nothing that has a date. */
  Kiosk.open = function (now) {
    return Kiosk.pack.items.filter(function (item) { return !item.broken && (item.evergreen || dated(item, now)); });
  };

  /* Of each line of the playlist its first few, and each slide once: when one is over the next moves up. */
  function turns(list) {
    var counts = {}, taken = {};
    return list.filter(function (item) {
      counts[item.line] = (counts[item.line] || 0) + 1;
      if (item.most && counts[item.line] > item.most || taken[item.id]) { return false; }
      taken[item.id] = true;
      return true;
    });
  }

  Kiosk.live = function (now) {
    var open = Kiosk.open(now), usual = open.filter(function (item) { return item.weight && dated(item, now); });
    var breaking = open.filter(function (item) { return item.kind === '插播'; });
    if (breaking.length) { return breaking; }
    return turns(usual.length ? usual : open.filter(function (item) { return item.evergreen; }));
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
    return best;
  }

  /* A slide that can't be drawn is left out from then on; the one before stays until the next. */
  Kiosk.show = function (item) {
    var now = Kiosk.now();
    last = item.id;
    if (Kiosk.slides === 1 && Kiosk.pack.screen.fade && !Kiosk.preview) { document.documentElement.className += ' fade'; }
    try { Kiosk.draw(Kiosk.pack, item, now); } catch (error) {
      item.broken = true;
      deadline = 0;
      return;
    }
    Kiosk.slides += 1;
    deadline = Date.now() + item.seconds * 1000;
    Kiosk.note(now, item.id);
    if (Kiosk.slides % 3 === 0 && Kiosk.healthy) { Kiosk.healthy(); }
  };

  Kiosk.turn = function () { deadline = 0; Kiosk.tick(); };

  function run() {
    var now = Kiosk.now(), day = Kiosk.china(now).day, list, gone;
    if (Kiosk.pack !== Kiosk.seed && ahead(Kiosk.pack)) { Kiosk.drop(); }
    Kiosk.judge(Kiosk.pack.built_at);
    document.getElementById('night').className = Kiosk.lit(Kiosk.pack.hours, now) ? '' : 'on';
    Kiosk.fit(now);
    if (Kiosk.busy && Kiosk.busy(now)) { return; }
    list = Kiosk.live(now);
    if (!list.length && Kiosk.pack !== Kiosk.seed) { Kiosk.drop(); list = Kiosk.live(now); }
    gone = !list.some(function (item) { return item.id === last; });
    if (list.length && (gone || day !== turn || Date.now() >= deadline || deadline - Date.now() > 120000)) {
      turn = day;
      Kiosk.show(next(list));
    }
  }

  /* Whatever a pack does to the player: the seed plays on. */
  Kiosk.tick = function () {
    try { run(); } catch (error) { if (Kiosk.pack !== Kiosk.seed) { Kiosk.drop(); } }
  };

  setInterval(Kiosk.tick, 1000);
  if (!Kiosk.adopt(Kiosk.kept('pack'))) { Kiosk.drop(); }
  Kiosk.tick();
  Kiosk.letters(Kiosk.pack.fonts, Kiosk.tick);
  document.addEventListener('visibilitychange', Kiosk.tick);
  document.addEventListener('contextmenu', function (event) { event.preventDefault(); });
}());
