/* Stands before the player and outlives it: a player that lacks a part, or shows nothing new for five minutes, is
   loaded again, which the worker counts. It looks every half minute and goes by looks: a clock may jump. ES5. */
(function () {
  'use strict';
  var EVERY = 30000, LOOKS = 10, before = -1, still = 0;
  var PAGE = /<\/html>\s*$/, SCRIPT = /\}\(\)\);\s*$/, SHEET = /--whole: 1; \}\s*$/;

  /* Whether a slide that the player drew can be seen, and the sheet is there to its last line. */
  function seen() {
    var slide = document.querySelector('.slide.on[data-slide]'), title = slide && slide.querySelector('.title'), box, x, y;
    if (!title || getComputedStyle(document.documentElement).getPropertyValue('--whole').trim() !== '1') { return false; }
    box = title.getBoundingClientRect();
    x = (box.left + box.right) / 2;
    y = (box.top + box.bottom) / 2;
    return slide.offsetHeight > 0 && box.height > 0 && getComputedStyle(title).visibility === 'visible' &&
      x >= 0 && y >= 0 && x <= window.innerWidth && y <= window.innerHeight;
  }

  function whole() {
    var kiosk = window.Kiosk, silent = kiosk && (kiosk.preview || location.protocol === 'file:');
    return Boolean(kiosk && kiosk.slides && (silent || kiosk.healthy) && (!document.getElementById('bar') || kiosk.busy) && seen());
  }

  function get(address, end, done) {
    var request = new XMLHttpRequest();
    request.open('GET', address);
    request.setRequestHeader('Cache-Control', 'no-cache');
    request.timeout = 15000;
    request.onload = function () {
      var page = /html/.test(request.getResponseHeader('Content-Type') || '');
      if (request.status === 200 && page === (end === PAGE) && end.test(request.responseText)) { done(request.responseText); }
    };
    request.send();
  }

  /* Calls `done` with the server's page when it and every part that it names are there to their last line: without a
     worker the page is loaded again only then, for half an upload is no player. */
  function there(done) {
    get(location.pathname + '?t=' + Date.now(), PAGE, function (page) {
      var parts = page.match(/(src|href)="[^"]+\?v=[^"]+"/g) || [], left = parts.length;
      parts.forEach(function (part) {
        var address = part.split('"')[1];
        get(address, /\.css\?/.test(address) ? SHEET : SCRIPT, function () {
          left -= 1;
          if (!left) { done(page); }
        });
      });
    });
  }

  function again() {
    var workers = navigator.serviceWorker;
    if (workers && window.isSecureContext) {
      workers.getRegistration().then(function (found) { if (found) { found.update(); } });
    }
    function reload() { location.reload(); }
    if (location.protocol === 'file:') { reload(); return; }
    if (!workers || !workers.controller) { there(reload); return; }
    /* A worker whose caches were emptied has no page to give. */
    caches.match(location.href, { ignoreSearch: true }).then(function (found) { if (found) { reload(); } else { there(reload); } }, reload);
  }

  window.Guard = { whole: whole, there: there };
  setInterval(function () {
    var slides = window.Kiosk && window.Kiosk.slides;
    still = slides === before ? still + 1 : 0;
    before = slides;
    if (!whole() || still >= LOOKS) { still = 0; again(); }
  }, EVERY);
}());
