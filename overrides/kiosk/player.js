/* Chooses what is on the glass: deadlines instead of timers, smooth weighted turns, nothing undated lost. ES5. */
(function () {
  'use strict';
  var scores = {}, pressed = false, last = '', deadline = 0, stands = 0, turn = 0, LOTS = 1000003;

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

  function dated(first, last, now) {
    if (!first && !last) { return true; }
    return Kiosk.trusted() && (!first || now >= first) && (!last || now < last);
  }

  /* Everything that is true now, whatever the playlist says: with a clock that can't be believed nothing that has a date. */
  Kiosk.open = function (now) {
    return Kiosk.pack.items.filter(function (item) {
      return !item.broken && (item.evergreen || dated(item.first, item.last, now));
    });
  };

  /* The number that a slide draws on a day; wall.py draws the same. */
  Kiosk.lot = function (id, day) {
    var drawn = day, at;
    for (at = 0; at < id.length; at += 1) { drawn = (drawn * 31 + id.charCodeAt(at)) % LOTS; }
    return drawn * drawn % LOTS;
  };

  /* Of each line of the playlist its first few, by the lot of the day where it is shuffled, and each slide once: when
     one is over the next moves up. */
  function turns(list, day) {
    var taken = {};
    return list.filter(function (item, at) {
      var own = Kiosk.lot(item.id, day), ahead = item.most ? list.filter(function (other, place) {
        var lot;
        if (other.line !== item.line || !item.shuffled && place >= at) { return false; }
        lot = item.shuffled && Kiosk.lot(other.id, day);
        return !item.shuffled || lot < own || lot === own && other.id < item.id;
      }).length : 0;
      if (item.most && ahead >= item.most || taken[item.id]) { return false; }
      taken[item.id] = true;
      return true;
    });
  }

  Kiosk.live = function (now) {
    var open = Kiosk.open(now), day = Kiosk.china(now).day, usual = open.filter(function (item) {
      return item.weight && dated(item.first, item.last, now) && dated(item.begins, item.ends, now);
    });
    var breaking = open.filter(function (item) { return item.kind === '插播'; });
    if (breaking.length) { return breaking; }
    return turns(usual.length ? usual : open.filter(function (item) { return item.evergreen; }), day);
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

  /* One of the words for which the sheet has rules: set, or not. */
  function mark(word, set) {
    var words = document.documentElement.classList;
    if (words.contains(word) !== Boolean(set)) { words[set ? 'add' : 'remove'](word); }
  }

  /* The pack says how the wall looks, not the page, which may be older. */
  function dress(now) {
    var screen = Kiosk.pack.screen, light = screen.turns ? Kiosk.light(Kiosk.pack.hours, now) : screen.light;
    mark('light', light);
    mark('dark', !light);
    ['row', 'column', 'split'].forEach(function (word) { mark(word, word === screen.layout); });
  }

  /* A slide that can't be drawn is left out from then on; the one before stays until the next. It fades in unless
     somebody asked for it, or it is the first. */
  Kiosk.show = function (item, asked) {
    var now = Kiosk.now();
    last = item.id;
    mark('fade', Kiosk.slides > 0 && Kiosk.pack.screen.fade && !Kiosk.preview && !asked);
    try { Kiosk.draw(Kiosk.pack, item, now); } catch (error) {
      item.broken = true;
      deadline = 0;
      return;
    }
    Kiosk.slides += 1;
    stands = item.seconds * 1000;
    deadline = Date.now() + stands;
    Kiosk.note(item, now);
    if (Kiosk.slides % 3 === 0 && Kiosk.healthy) { Kiosk.healthy(); }
  };

  /* The next slide now: somebody pressed, or a terminal rests again. */
  Kiosk.turn = function (asked) { pressed = Boolean(asked); deadline = 0; Kiosk.tick(); pressed = false; };

  function run() {
    var now, day, list, gone;
    Kiosk.steady();
    now = Kiosk.now();
    day = Kiosk.china(now).day;
    if (ahead(Kiosk.pack)) { Kiosk.pack = Kiosk.seed; }
    Kiosk.judge(Kiosk.pack.built_at);
    document.getElementById('night').className = Kiosk.lit(Kiosk.pack.hours, now) ? '' : 'on';
    dress(now);
    Kiosk.fit(now);
    if (Kiosk.busy && Kiosk.busy(now)) { return; }
    list = Kiosk.live(now);
    if (!list.length && Kiosk.pack !== Kiosk.seed) { Kiosk.drop(); list = Kiosk.live(now); }
    gone = !list.some(function (item) { return item.id === last; });
    if (list.length && (gone || day !== turn || Date.now() >= deadline || deadline - Date.now() > stands + 2000)) {
      turn = day;
      Kiosk.show(next(list), pressed);
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
