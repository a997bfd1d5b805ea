/* Time in fixed UTC+8, and whether it can be believed. ES5. */
var Kiosk = window.Kiosk = { offset: 0, trust: 'device' };
(function () {
  'use strict';
  var EIGHT = 28800000, DAY = 86400000, WEEK = '日一二三四五六';

  /* `?at=2023-06-12T09:30` shows what the wall would show then, and leaves no trace. */
  var asked = /[?&]at=(\d{4}-\d\d-\d\dT\d\d:\d\d)/.exec(location.search);
  Kiosk.preview = Boolean(asked);
  if (asked) {
    Kiosk.offset = Date.parse(asked[1] + ':00+08:00') - Date.now();
    Kiosk.trust = 'server';
  }

  Kiosk.DAY = DAY;
  Kiosk.now = function () { return Date.now() + Kiosk.offset; };

  /* Day number, minute of the day, weekday from Sunday, and the date as text: China's, whatever the device's zone. */
  Kiosk.china = function (ms) {
    var date = new Date(ms + EIGHT);
    return {
      day: Math.floor((ms + EIGHT) / DAY), minute: date.getUTCHours() * 60 + date.getUTCMinutes(),
      week: date.getUTCDay(), iso: date.toISOString().slice(0, 10),
      text: (date.getUTCMonth() + 1) + '月' + date.getUTCDate() + '日'
    };
  };

  /* A clock before the data were made or before what a server once said, or more than 400 days after, is wrong:
     nothing dated is shown then. */
  Kiosk.judge = function (built) {
    if (Kiosk.trust === 'server') { return; }
    var now = Kiosk.now();
    Kiosk.trust = now < Math.max(built, Kiosk.seen) - 600000 ? 'behind' : now > built + 400 * DAY ? 'ahead' : 'device';
  };

  Kiosk.trusted = function () { return Kiosk.trust === 'server' || Kiosk.trust === 'device'; };

  /* The server's Date mends the clock; an answer that a cache kept for more than a minute does not. */
  Kiosk.learn = function (date, age, asked) {
    var said = Date.parse(date || '');
    if (!said || Number(age || 0) > 60) { return; }
    var off = said - (asked + Date.now()) / 2;
    Kiosk.offset = Math.abs(off) > 90000 ? off : 0;
    Kiosk.trust = 'server';
    Kiosk.seen = said;
    Kiosk.keep('seen', said);
  };

  Kiosk.dayWord = function (item, now) {
    if (item.off) { return item.off; }
    if (!item.start || !Kiosk.trusted()) { return ''; }
    var ahead = Kiosk.china(item.start).day - Kiosk.china(now).day;
    if (now >= item.start && now < (item.end || item.start + 3600000)) { return '正在进行'; }
    return ahead === 0 ? '今天' : ahead === 1 ? '明天' : ahead === 2 ? '后天' : ahead > 0 ? '还有' + ahead + '天' : '';
  };

  /* Whether the screen is lit: with a clock that can't be believed it always is. */
  Kiosk.lit = function (hours, now) {
    if (!Kiosk.trusted()) { return true; }
    var at = Kiosk.china(now), other = hours.except[at.iso], from = hours.from, to = hours.to;
    if (other) {
      if (!other.length) { return false; }
      from = other[0]; to = other[1];
    } else if (hours.days.indexOf(at.week) < 0) { return false; }
    if (from === to) { return true; }
    return from < to ? at.minute >= from && at.minute < to : at.minute >= from || at.minute < to;
  };
}());
