/* Serves the player when the network does not; a player that never shows three slides gives way to the last good one. */
'use strict';
var SHELL = 'kiosk-' + VERSION, STATE = 'kiosk-state', TRIES = 3;

function state() {
  return caches.open(STATE).then(function (kept) { return kept.match('state'); })
    .then(function (found) { return found ? found.json() : {}; });
}

function remember(said) {
  return caches.open(STATE).then(function (kept) { return kept.put('state', new Response(JSON.stringify(said))); });
}

self.addEventListener('install', function (event) {
  event.waitUntil(caches.open(SHELL).then(function (kept) {
    return Promise.all(KEPT.map(function (address) {
      return fetch(new Request(address, { cache: 'no-store' })).then(function (answer) {
        if (!answer.ok) { throw new Error(address + ' ' + answer.status); }
        return kept.put(address, answer);
      });
    }));
  }).then(function () { return self.skipWaiting(); }));
});

self.addEventListener('activate', function (event) {
  event.waitUntil(state().then(function (said) {
    return remember({ good: said.good, tried: VERSION, boots: 0 }).then(function () { return caches.keys(); })
      .then(function (names) {
        return Promise.all(names.filter(function (name) {
          return name.indexOf('kiosk-') === 0 && name !== STATE && name !== 'kiosk-fonts' && name !== SHELL && name !== 'kiosk-' + said.good;
        }).map(function (name) { return caches.delete(name); }));
      });
  }).then(function () { return self.clients.claim(); }));
});

self.addEventListener('message', function (event) {
  if (!event.data || event.data.good !== VERSION) { return; }
  event.waitUntil(remember({ good: VERSION, tried: VERSION, boots: 0 }).then(function () {
    return Promise.all(event.data.fonts.map(function (name) { return letters(new Request(name)); }));
  }));
});

/* A screen's own page: after three tries without three slides the last good player's page is served instead. */
function page(request) {
  return state().then(function (said) {
    var boots = said.good === VERSION ? 0 : (said.boots || 0) + 1;
    var name = boots > TRIES && said.good ? 'kiosk-' + said.good : SHELL;
    return remember({ good: said.good, tried: VERSION, boots: boots }).then(function () { return caches.open(name); })
      .then(function (kept) { return kept.match(request); })
      .then(function (found) { return found || fetch(request); });
  });
}

/* Letters are named by their content: what was fetched once is kept, the oldest of eight goes. */
function letters(request) {
  return caches.open('kiosk-fonts').then(function (kept) {
    return kept.match(request).then(function (found) {
      return found || fetch(request).then(function (answer) {
        if (answer.ok) { kept.put(request, answer.clone()).then(function () { return kept.keys(); }).then(function (all) {
          all.slice(0, Math.max(0, all.length - 8)).forEach(function (old) { kept['delete'](old); });
        }); }
        return answer;
      });
    });
  });
}

self.addEventListener('fetch', function (event) {
  var address = new URL(event.request.url), name = address.pathname.split('/').pop();
  if (event.request.method !== 'GET' || address.origin !== location.origin || /\.json$/.test(name)) { return; }
  if (event.request.mode === 'navigate') {
    if (!address.search && KEPT.indexOf(name) >= 0) { event.respondWith(page(event.request)); }
    return;
  }
  event.respondWith(/\.woff2$/.test(name) ? letters(event.request)
    : caches.match(event.request).then(function (found) { return found || fetch(event.request); }));
});
