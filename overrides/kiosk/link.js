/* Keeps the programme fresh: polls the pointer, takes whole packs only, lets the service worker change players. ES5. */
(function () {
  'use strict';
  var wait = Kiosk.pack.screen.poll, due = Date.now() + 3000, busy = false, worker = null;
  var LONGEST = 900;

  if (Kiosk.pack.screen.transport === 'file' || location.protocol === 'file:') { return; }

  function ask(address, limit, answered) {
    var asked = Date.now(), request = new XMLHttpRequest();
    request.open('GET', address);
    request.timeout = limit;
    request.onload = function () {
      var said = null;
      if (request.status === 200) {
        try { said = JSON.parse(request.responseText); } catch (error) { said = null; }
      }
      if (said) { Kiosk.learn(request.getResponseHeader('Date'), request.getResponseHeader('Age'), asked); }
      answered(said);
    };
    request.onerror = request.ontimeout = function () { answered(null); };
    request.send();
  }

  function done(well) {
    busy = false;
    wait = well ? Kiosk.pack.screen.poll : Math.min(wait * 2, LONGEST);
    due = Date.now() + wait * 1000;
    Kiosk.reached = well ? Kiosk.now() : Kiosk.reached;
  }

  Kiosk.poll = function () {
    var id = Kiosk.pack.screen.id;
    if (busy) { return; }
    busy = true;
    ask('latest.json?t=' + Date.now(), 15000, function (pointer) {
      var hash = pointer && pointer.fmt === 1 && pointer.screens && pointer.screens[id];
      if (!hash) { done(false); return; }
      if (pointer.shell !== Kiosk.version && worker) { worker.update(); }
      if (hash === Kiosk.pack.hash) { done(true); return; }
      ask('pack.' + id + '.' + hash + '.json', 30000, function (pack) {
        done(Boolean(pack) && pack.hash === hash && Kiosk.adopt(pack));
      });
    });
  };

  Kiosk.healthy = function () {
    var at = navigator.serviceWorker && navigator.serviceWorker.controller;
    if (at) { at.postMessage({ good: Kiosk.version }); }
  };

  if (navigator.serviceWorker && window.isSecureContext) {
    var had = Boolean(navigator.serviceWorker.controller);
    navigator.serviceWorker.addEventListener('controllerchange', function () {
      if (had) { location.reload(); }
      had = true;
    });
    navigator.serviceWorker.register('sw.js').then(function (found) { worker = found; }, function () { worker = null; });
  }
  setInterval(function () { if (Date.now() >= due || due - Date.now() > LONGEST * 1000) { Kiosk.poll(); } }, 1000);
  window.addEventListener('online', function () { due = 0; });
}());
