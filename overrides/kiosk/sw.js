/* Serves the player when the network does not; a player that never shows three slides gives way to the last good one,
   on each screen by itself: what plays on a wall may be broken on a terminal beside it in the same browser. */
'use strict';
/* Two campaigns on one origin share no cache. */
var HOME = 'kiosk:' + location.pathname.replace(/[^/]*$/, '') + ':', FONTS = HOME + 'fonts', STATE = HOME + 'state';
var SHELL = HOME + VERSION, TRIES = 3, PATIENCE = 15000;

/* A screen's mark: the version that was good on it, and how often another was begun since. Its name is no page's. */
function mark(screen) { return 'mark.' + screen; }

function said(name) {
  return caches.open(STATE).then(function (kept) { return kept.match(name); })
    .then(function (found) { return found ? found.json() : {}; });
}

function remember(name, good, boots) {
  return caches.open(STATE).then(function (kept) {
    return kept.put(name, new Response(JSON.stringify({ good: good, boots: boots })));
  });
}

/* Begins the count of every screen anew, and tells the versions that were good on one. */
function begin() {
  return caches.open(STATE).then(function (kept) { return kept.keys(); }).then(function (keys) {
    return Promise.all(keys.map(function (key) {
      return said(key.url).then(function (before) {
        function good() { return before.good; }
        return remember(key.url, before.good, 0).then(good, good);
      });
    }));
  });
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
  event.waitUntil(begin().then(function (goods) {
    var used = [STATE, FONTS, SHELL].concat(goods.map(function (good) { return HOME + good; }));
    return caches.keys().then(function (names) {
      return Promise.all(names.filter(function (name) {
        return name.indexOf(HOME) === 0 && used.indexOf(name) < 0;
      }).map(function (name) { return caches.delete(name); }));
    });
  }).then(function () { return self.clients.claim(); }));
});

self.addEventListener('message', function (event) {
  if (!event.data || event.data.good !== VERSION) { return; }
  event.waitUntil(remember(mark(event.data.screen), VERSION, 0).then(function () {
    return Promise.all(event.data.fonts.map(function (name) { return letters(new Request(name)); }));
  }).then(whole));
});

function none() { return undefined; }

/* What any cache has; nothing where they can't be read. */
function any(request) { return caches.match(request, { ignoreSearch: true }).catch(none); }

/* A screen's own page: after three tries without three slides the last good player's page is served instead. A disk
   that is full or can't be read keeps no count and no page: the server's is served, or that of any cache. */
function page(request) {
  var marked = mark(new URL(request.url).pathname.split('/').pop().replace(/\.html$/, ''));
  return said(marked).catch(function () { return {}; }).then(function (before) {
    var boots = before.good === VERSION ? 0 : (before.boots || 0) + 1;
    var name = boots > TRIES && before.good ? HOME + before.good : SHELL;
    function open() { return caches.open(name); }
    return remember(marked, before.good, boots).then(open, open);
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
