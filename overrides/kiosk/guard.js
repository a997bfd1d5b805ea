/* Stands before the player and outlives it: a player that shows nothing is loaded again, which the worker counts. ES5. */
setTimeout(function () {
  'use strict';
  var kept = navigator.serviceWorker && navigator.serviceWorker.controller;
  if (kept && !(window.Kiosk && window.Kiosk.slides)) { location.reload(); }
}, 30000);
