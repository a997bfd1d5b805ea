/* Serves the player when the network does not; a player that never shows three slides gives way to the last good one. */
'use strict';
/* Two campaigns on one origin share no cache. */
var HOME = 'kiosk:' + location.pathname.replace(/[^/]*$/, '') + ':', FONTS = HOME + 'fonts', STATE = HOME + 'state';
var SHELL = HOME + VERSION, TRIES = 3, PATIENCE = 15000;

function state() {
  return caches.open(STATE).then(function (kept) { return kept.match('state'); })
    .then(function (found) { return found ? found.json() : {}; });
}

function remember(said) {
  return caches.open(STATE).then(function (kept) { return kept.put('state', new Response(JSON.stringify(said))); });
}

/* Whether the answer is what was asked for: a portal sends elsewhere, or gives its own page for everything. */
function sound(answer, address) {
  var page = /html/.test(answer.headers.get('Content-Type') || '');
  return answer.ok && !answer.redirected && page === /\.html$/.test(address);
}

function fill() {
  return caches.open(SHELL).then(function (kept) {
    return Promise.all(KEPT.map(function (address) {
      return fetch(new Request(address, { cache: 'no-store' })).then(function (answer) {
        if (!sound(answer, address)) { throw new Error(address + ' ' + answer.status); }
        return kept.put(address, answer);
      });
    }));
  });
}

/* Whether a page is the player's: a portal's is html as well. */
function own(answer) {
  return answer.clone().text().then(function (text) {
    if (text.indexOf('id="seed"') < 0) { throw new Error('portal'); }
    return answer;
  });
}

/* The server's page, if it is the player's and comes in time. */
function asked(request) {
  return new Promise(function (done, failed) {
    setTimeout(failed, PATIENCE);
    fetch(request).then(function (answer) {
      if (!sound(answer, new URL(request.url).pathname)) { throw new Error(answer.status); }
      return own(answer);
    }).then(done, failed);
  });
}

/* What a box shows that has nothing in its caches, and no server that has its page: it asks again every half minute. */
function waiting() {
  return new Response('<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta http-equiv="refresh" content="30">' +
    '<title>等待内容</title><body bgcolor="black" text="gray"><center>正在等待内容，有了自动播放</center></body></html>',
  { headers: { 'Content-Type': 'text/html; charset=utf-8' } });
}

/* A browser that is short of room empties caches: what is gone is fetched again while there is a network. */
function whole() {
  return caches.open(SHELL).then(function (kept) { return kept.keys(); })
    .then(function (all) { return all.length < KEPT.length ? fill() : null; });
}

self.addEventListener('install', function (event) {
  event.waitUntil(fill().then(function () { return self.skipWaiting(); }));
});

self.addEventListener('activate', function (event) {
  event.waitUntil(state().then(function (said) {
    function names() { return caches.keys(); }
    return remember({ good: said.good, tried: VERSION, boots: 0 }).then(names, names)
      .then(function (names) {
        return Promise.all(names.filter(function (name) {
          return name.indexOf(HOME) === 0 && [STATE, FONTS, SHELL, HOME + said.good].indexOf(name) < 0;
        }).map(function (name) { return caches.delete(name); }));
      });
  }).then(function () { return self.clients.claim(); }));
});

self.addEventListener('message', function (event) {
  if (!event.data || event.data.good !== VERSION) { return; }
  event.waitUntil(remember({ good: VERSION, tried: VERSION, boots: 0 }).then(function () {
    return Promise.all(event.data.fonts.map(function (name) { return letters(new Request(name)); }));
  }).then(whole));
});

function none() { return undefined; }

/* What any cache has; nothing where they can't be read. */
function any(request) { return caches.match(request, { ignoreSearch: true }).catch(none); }

/* A screen's own page: after three tries without three slides the last good player's page is served instead. A disk
   that is full or can't be read keeps no count and no page: the server's is served, or that of any cache. */
function page(request) {
  return state().catch(function () { return {}; }).then(function (said) {
    var boots = said.good === VERSION ? 0 : (said.boots || 0) + 1;
    var name = boots > TRIES && said.good ? HOME + said.good : SHELL;
    function open() { return caches.open(name); }
    return remember({ good: said.good, tried: VERSION, boots: boots }).then(open, open);
  }).then(function (kept) { return kept.match(request, { ignoreSearch: true }); }).catch(none)
    .then(function (found) { return found || asked(request); }).catch(function () { return any(request); })
    .then(function (found) { return found || waiting(); });
}

/* The network's answer, else what was kept of it: the list of screens, and previews. */
function fresh(request) {
  return fetch(request).catch(function () {
    return any(/\/(\?|$)/.test(request.url) ? 'index.html' : request).then(function (found) { return found || Response.error(); });
  });
}

/* Letters are named by their content: what was fetched once is kept, the oldest of eight goes. */
function letters(request) {
  return caches.open(FONTS).then(function (kept) {
    return kept.match(request).then(function (found) {
      return found || fetch(request).then(function (answer) {
        if (sound(answer, request.url)) { kept.put(request, answer.clone()).then(function () { return kept.keys(); }).then(function (all) {
          all.slice(0, Math.max(0, all.length - 8)).forEach(function (old) { kept['delete'](old); });
        }).catch(none); }
        return answer;
      });
    });
  }).catch(function () { return fetch(request); });
}

self.addEventListener('fetch', function (event) {
  var address = new URL(event.request.url), name = address.pathname.split('/').pop();
  if (event.request.method !== 'GET' || address.origin !== location.origin || /\.json$/.test(name)) { return; }
  if (event.request.mode === 'navigate') {
    event.respondWith(!/[?&]at=/.test(address.search) && name !== 'index.html' && /\.html$/.test(name) ?
      page(event.request) : fresh(event.request));
    return;
  }
  event.respondWith(/\.woff2$/.test(name) ? letters(event.request)
    : caches.match(event.request).catch(none).then(function (found) { return found || fresh(event.request); }));
});
