/* Time in fixed UTC+8, and whether it can be believed. ES5. */
var Kiosk = window.Kiosk = { offset: 0, trust: 'device' };
(function () {
  'use strict';
  var EIGHT = 28800000, DAY = 86400000, WEEK = '日一二三四五六', SLACK = 600000, HOUR = 3600000, APART = DAY / 2, LONG = 400 * DAY;

  Kiosk.DAY = DAY;
  Kiosk.now = function () { return Date.now() + Kiosk.offset; };

  /* Day number, minute of the day, weekday from Sunday, and the date as text: China's, whatever the device's zone. */
  Kiosk.china = function (ms) {
    var date = new Date(ms + EIGHT);
    return {
      day: Math.floor((ms + EIGHT) / DAY), minute: date.getUTCHours() * 60 + date.getUTCMinutes(),
      week: date.getUTCDay(), iso: date.toISOString().slice(0, 10), year: date.getUTCFullYear(),
      text: (date.getUTCMonth() + 1) + '月' + date.getUTCDate() + '日'
    };
  };

  function text(written) {
    try { return decodeURIComponent(written.replace(/\+/g, ' ')); } catch (error) { return written; }
  }

  /* Nothing that the wall shows can be taken for what was asked. */
  function refuse(said) {
    var node = document.createElement('p');
    node.className = 'refused';
    node.textContent = '“' + said + '”不是时间，要写成 2023-06-12T09:30 或 2023-06-12。屏上是现在的内容。';
    document.body.appendChild(node);
  }

  /* `?at=2023-06-12T09:30` shows what the wall would show then, and leaves no trace; a day stands for its 09:00. */
  var asked = /[?&]at=([^&]*)/.exec(location.search), said = asked ? text(asked[1]) : '';
  var parts = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d))?$/.exec(said);
  var moment = parts ? Date.parse(parts[1] + 'T' + (parts[2] || '09:00') + ':00+08:00') : NaN;
  Kiosk.preview = Boolean(asked);
  if (moment && Kiosk.china(moment).iso === parts[1]) {
    Kiosk.offset = moment - Date.now();
    Kiosk.trust = 'server';
  } else if (asked) { refuse(said); }

  /* A server has told the time once: a clock that is set back or put right after that changes nothing. What only jumps
     ahead was asleep. */
  var steps = Date.now() - performance.now();
  Kiosk.steady = function () {
    var step = Date.now() - performance.now() - steps;
    if (Math.abs(step) < 90000) { return; }
    steps += step;
    if (Kiosk.trust === 'server' && !Kiosk.preview && (step < 0 || Math.abs(Kiosk.offset - step) < Math.abs(Kiosk.offset))) {
      Kiosk.offset -= step;
    }
  };

  /* The earliest moment it can be: when the data were made, and what a server last told with what has passed since, by a
     clock that nobody sets. */
  function least(built) { return Math.max(built, Kiosk.told[0] + performance.now()) - SLACK; }

  /* A clock before that, or long after the data, is wrong: nothing dated is shown then. */
  Kiosk.judge = function (built) {
    if (Kiosk.trust === 'server' || Kiosk.trust === 'apart') { return; }
    var now = Kiosk.now();
    Kiosk.trust = now < least(built) ? 'behind' : now > built + LONG ? 'ahead' : 'device';
  };

  Kiosk.trusted = function () { return Kiosk.trust === 'server' || Kiosk.trust === 'device'; };

  /* Two clocks disagree, and nobody knows which is right: until a server is believed again, also after a new start. */
  function doubt(whether) {
    if (whether) {
      Kiosk.trust = 'apart';
      Kiosk.offset = 0;
    }
    Kiosk.keep('apart', whether);
  }

  /* Whether a server that tells a moment before the earliest is right all the same, and ran ahead once: with data that
     are newer and fresh, where the device's own clock agrees. If not, the time that was told before goes on where the
     device agrees with that. */
  function right(said, off, built) {
    if (built > Kiosk.told[1] && said - built < 2 * HOUR && Math.abs(off) < SLACK) { return true; }
    if (Kiosk.trusted() && Math.abs(Date.now() - Kiosk.told[0] - performance.now()) > HOUR) { doubt(true); }
    return false;
  }

  /* The Date of the server that answered with data of `built` mends the clock; an answer that a cache kept for more
     than a minute does not, nor a server before its data. Clocks fall back where there is no battery, and seldom run
     ahead: years after its data a server is believed only where the device agrees, and where a server without a
     certificate is half a day behind a possible clock at first, nobody knows which is right. */
  Kiosk.learn = function (date, age, asked, built) {
    var said = Date.parse(date || ''), here = (asked + Date.now()) / 2, off = said - here;
    if (!said || Number(age || 0) > 60 || said < built - SLACK || said > built + LONG && off > APART) { return; }
    if (said < least(built) && !right(said, off, built)) { return; }
    if (/^http:$/.test(location.protocol) && Kiosk.trust !== 'server' && off < -APART && here < built + LONG) {
      doubt(true);
      return;
    }
    Kiosk.offset = Math.abs(off) > 90000 ? off : 0;
    steps = Date.now() - performance.now();
    Kiosk.trust = 'server';
    doubt(false);
    if (said > built + LONG) { return; }
    Kiosk.told = [said - performance.now(), built];
    Kiosk.remember();
  };

  /* Keeps the earliest moment it can be for the next start. */
  Kiosk.remember = function () { Kiosk.keep('told', [Kiosk.told[0] + performance.now(), Kiosk.told[1]]); };

  /* Beginning, when it is over, words, place of the session that is on or next, and whether somebody wrote its end; of
     the last one when all are over. */
  Kiosk.sitting = function (item, now) {
    var all = [[item.start, item.end, item.when, item.place, item.known]].concat(item.later || []), at = 0;
    while (at < all.length - 1 && now >= all[at][1]) { at += 1; }
    return all[at];
  };

  /* Between two sessions nothing is going on, and without an end nobody knows. */
  Kiosk.dayWord = function (item, now) {
    if (item.off) { return item.off; }
    if (!item.start || !Kiosk.trusted()) { return ''; }
    var at = Kiosk.sitting(item, now), ahead = Kiosk.china(at[0]).day - Kiosk.china(now).day;
    if (at[4] && now >= at[0] && now < at[1]) { return '正在进行'; }
    return ahead === 0 ? '今天' : ahead === 1 ? '明天' : ahead === 2 ? '后天' : ahead > 0 ? '还有' + ahead + '天' : '';
  };

  /* What the note says now: its last word that has come true. */
  Kiosk.noteAt = function (item, now) {
    var said = (item.notes || []).filter(function (note) { return note[0] <= now; });
    return said.length && Kiosk.trusted() ? said[said.length - 1][1] : [];
  };

  /* From which minute to which the screen is lit on a day; null where it stays dark. */
  function span(hours, at) {
    var other = hours.except[at.iso];
    if (other) { return other.length ? other : null; }
    return hours.days.indexOf(at.week) < 0 ? null : [hours.from, hours.to];
  }

  /* Whether the screen is lit: with a clock that can't be believed it always is. A night belongs to the day it begins on. */
  Kiosk.lit = function (hours, now) {
    if (!Kiosk.trusted()) { return true; }
    var at = Kiosk.china(now), own = span(hours, at), before = span(hours, Kiosk.china(now - DAY));
    if (own && (own[0] === own[1] || at.minute >= own[0] && (own[1] < own[0] || at.minute < own[1]))) { return true; }
    return Boolean(before && at.minute < before[1] && before[1] < before[0]);
  };

  /* Light in the first half of the lit hours, dark in the second: no picture burns into the panel. */
  Kiosk.light = function (hours, now) {
    var long = (hours.to - hours.from + 1440) % 1440 || 1440, since = (Kiosk.china(now).minute - hours.from + 1440) % 1440;
    return since * 2 < long;
  };
}());
