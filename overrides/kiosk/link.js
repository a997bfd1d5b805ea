/* Keeps the programme fresh: polls the pointer, takes whole packs only, lets the service worker change players. ES5. */
(function () {
  'use strict';
  var wait = Kiosk.pack.screen.poll, due = Date.now() + 3000, worker = null, asked = '', spoilt = '', bare = '';
  var LONGEST = 90, SOON = 15000;

  /* How long an answer is waited for, in ms. */
  Kiosk.patience = 15000;

  /* A page from a stick has no server to ask; whatever came over a network is mended over it too. */
  if (location.protocol === 'file:') { return; }

  function ask(address, times, answered) {
    var began = Date.now(), request = new XMLHttpRequest();
    request.open('GET', address);
    request.timeout = times * Kiosk.patience;
    request.onload = function () {
      var said = null;
      if (request.status === 200) {
        try { said = JSON.parse(request.responseText); } catch (error) { said = null; }
      }
      answered(said, function (built) {
        if (!Kiosk.preview) { Kiosk.learn(request.getResponseHeader('Date'), request.getResponseHeader('Age'), began, built); }
      }, request.responseText);
    };
    request.onerror = request.ontimeout = function () { answered(null); };
    request.send();
  }

  /* How long a wall waits at most, in s: a bulletin is on the glass soon after the network is back. */
  function longest() { return Math.max(Kiosk.pack.screen.poll, LONGEST); }

  function done(well) {
    Kiosk.polling = false;
    wait = well ? Kiosk.pack.screen.poll : Math.min(wait * 2, longest());
    due = Date.now() + wait * 1000;
    Kiosk.reached = well ? Kiosk.now() : Kiosk.reached;
    if (well) { enlist(); }
  }

  /* The first visit may come when half of a player is there: it is asked for again until there is one. */
  function enlist() {
    if (worker || Kiosk.preview || !navigator.serviceWorker || !window.isSecureContext) { return; }
    navigator.serviceWorker.register('sw.js').then(function (found) { worker = found; }, function () { worker = null; });
  }

  /* A new player: the service worker fetches it whole; without one the page is loaded again, once it is seen to be there. */
  function renew(shell) {
    if (worker) { worker.update(); return; }
    if (navigator.serviceWorker && window.isSecureContext || asked === shell) { return; }
    window.Guard.there(function (page) {
      if (page.indexOf('data-version="' + shell + '"') < 0) { return; }
      asked = shell;
      location.reload();
    });
  }

  Kiosk.poll = function () {
    var id = Kiosk.pack.screen.id;
    if (Kiosk.polling) { return; }
    Kiosk.polling = true;
    ask('latest.json?t=' + Date.now(), 1, function (pointer, learn) {
      var hash = pointer && pointer.fmt === Kiosk.seed.fmt && pointer.screens && pointer.sums && pointer.screens[id];
      if (pointer && pointer.shell && pointer.shell !== Kiosk.version && !Kiosk.preview) { renew(pointer.shell); }
      if (typeof hash !== 'string') { done(false); return; }
      learn(pointer.built_at);
      if (hash === Kiosk.pack.hash) {
        Kiosk.letters(Kiosk.pack.fonts, function () { Kiosk.forget(Kiosk.pack.fonts); });
        done(true);
        return;
      }
      /* What came spoilt once may lie so in a cache: it is asked for by another address then. */
      ask('pack.' + id + '.' + hash + '.json' + (spoilt === hash ? '?t=' + Date.now() : ''), 2, function (pack, _learn, text) {
        spoilt = pack && Kiosk.sum(text) !== pointer.sums[id] ? hash : '';
        if (!pack || spoilt || pack.hash !== hash || !Kiosk.valid(pack)) { done(false); return; }
        /* Letters that are missing may still be on their way up: they are asked for once more before it is shown in others. */
        Kiosk.letters(pack.fonts, function (there) {
          var again = !there && bare !== hash && !Kiosk.preview;
          bare = hash;
          done(!again && Kiosk.adopt(pack));
          if (again) { due = Date.now() + SOON; }
          if (Kiosk.preview) { Kiosk.turn(); }
        });
      });
    });
  };

  if (Kiosk.preview) { Kiosk.poll(); return; }

  Kiosk.healthy = function () {
    var at = navigator.serviceWorker && navigator.serviceWorker.controller;
    if (at && window.Guard && window.Guard.whole()) { at.postMessage({ good: Kiosk.version, screen: Kiosk.seed.screen.id, fonts: Kiosk.pack.fonts }); }
  };

  if (navigator.storage && navigator.storage.persist) { navigator.storage.persist(); }
  if (navigator.serviceWorker && window.isSecureContext) {
    var had = Boolean(navigator.serviceWorker.controller);
    navigator.serviceWorker.addEventListener('controllerchange', function () {
      if (had) { location.reload(); }
      had = true;
    });
    enlist();
  }
  setInterval(function () { if (Date.now() >= due || due - Date.now() > longest() * 1000) { Kiosk.poll(); } }, 1000);
  window.addEventListener('online', function () { due = 0; });
}());
