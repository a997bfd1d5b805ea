/* The terminal: four entries within reach; a list, a page to read, and back to the turns when nobody touches it. ES5. */
(function () {
  'use strict';
  var touch = Kiosk.pack.screen.touch, bar = document.getElementById('bar'), sheet = document.getElementById('sheet');
  var mode = 'home', section = 0, page = 0, at = '', until = 0, root = document.documentElement;
  if (!touch) { return; }

  /* What happens stands in the order of its next session, before what has no date. */
  function found() {
    var seen = {}, now = Kiosk.now(), places = {};
    function soon(item) { return item.start ? Kiosk.sitting(item, now)[0] : 1e15; }
    return Kiosk.open(now).filter(function (item, at) {
      var once = item.section === section && !seen[item.id];
      if (once) { seen[item.id] = true; places[item.id] = at; }
      return once;
    }).sort(function (one, other) { return soon(one) - soon(other) || places[one.id] - places[other.id]; });
  }

  function button(parent, text, act, off) {
    var node = document.createElement('button');
    node.type = 'button';
    node.textContent = text;
    node.disabled = Boolean(off);
    node.style.fontSize = Math.floor(touch.letter * (parent === bar ? 1.3 : 1)) + 'px';
    node.style.minHeight = touch.target + 'px';
    node.addEventListener('click', function () {
      until = Date.now() + touch.idle * 1000;
      act();
    });
    parent.appendChild(node);
    return node;
  }

  /* The button pressed is gone when its page is: the focus goes on to the one of that name, else to the first. */
  function focus(within, name) {
    var found = [].slice.call(within.querySelectorAll('button')).filter(function (node) { return !node.disabled; });
    var same = found.filter(function (node) { return node.textContent === name; })[0] || found[0];
    if (same) { same.focus(); }
  }

  function empty(node) { while (node.firstChild) { node.removeChild(node.firstChild); } }

  function home() {
    mode = 'home';
    touch = Kiosk.pack.screen.touch || touch;
    empty(bar);
    sheet.style.display = 'none';
    touch.sections.forEach(function (name, index) { button(bar, name, function () { section = index + 1; list(0); focus(mode === 'list' ? sheet : bar); }); });
  }

  function read(id) {
    var all = found(), index = 0;
    all.forEach(function (item, number) { if (item.id === id) { index = number; } });
    if (!all.length) { rest(); return; }
    mode = 'read';
    at = all[index].id;
    sheet.style.display = 'none';
    Kiosk.show(all[index], true);
    empty(bar);
    button(bar, '首页', rest);
    if (all.length > 1) {
      button(bar, '目录', function () { list(page); focus(sheet); });
      button(bar, '上一条', function () { read(all[index - 1].id); focus(bar, '上一条'); }, !index);
      button(bar, '下一条', function () { read(all[index + 1].id); focus(bar, '下一条'); }, index + 1 >= all.length);
    }
  }

  function row(item) {
    var node = button(sheet, item.title.join(''), function () { read(item.id); focus(bar, '下一条'); }), more = document.createElement('span');
    var word = Kiosk.dayWord(item, Kiosk.now());
    more.textContent = (item.when ? item.when.join('') : item.kicker) + (word ? '　' + word : '');
    more.className = item.off ? 'off' : '';
    node.appendChild(more);
    return node;
  }

  /* As many rows as fit between the reach of someone seated and the menu. */
  function list(number) {
    var all = found(), screen = Kiosk.pack.screen, head = document.createElement('h2'), fit = touch.rows;
    var pages = Math.ceil(all.length / fit);
    if (all.length === 1) { read(all[0].id); return; }
    mode = 'list';
    page = Math.max(0, Math.min(number, pages - 1));
    empty(sheet);
    head.textContent = touch.sections[section - 1] + (!pages ? '　现在没有这类内容' : pages > 1 ? '　' + (page + 1) + ' / ' + pages + ' 页' : '');
    head.style.fontSize = Math.floor(touch.letter * 1.8) + 'px';
    head.style.height = touch.head + 'px';
    sheet.appendChild(head);
    sheet.style.height = touch.stage + 'px';
    sheet.style.padding = '0 ' + screen.pad + 'px';
    all.slice(page * fit, page * fit + fit).forEach(function (item) { row(item).style.height = touch.row + 'px'; });
    sheet.style.display = 'block';
    empty(bar);
    button(bar, '首页', rest);
    if (pages > 1) {
      button(bar, '上一页', function () { list(page - 1); focus(bar, '上一页'); }, !page);
      button(bar, '下一页', function () { list(page + 1); focus(bar, '下一页'); }, page + 1 === pages);
    }
  }

  function rest() {
    home();
    focus(bar, touch.sections[section - 1]);
    Kiosk.turn(true);
  }

  /* Whether somebody is using the terminal; what ended in the meantime leaves the glass. */
  Kiosk.busy = function () {
    if (mode === 'home') { return false; }
    var gone = mode === 'read' && !found().some(function (item) { return item.id === at; });
    if (gone || Date.now() >= until || until - Date.now() > touch.idle * 1000) { home(); Kiosk.turn(); return true; }
    return true;
  };

  /* A ring around the focus is for keys; after a finger it would look like a choice. */
  document.addEventListener('keydown', function () { root.classList.add('keys'); });
  ['mousedown', 'touchstart'].forEach(function (name) {
    document.addEventListener(name, function () { root.classList.remove('keys'); });
  });
  bar.style.top = touch.stage + 'px';
  bar.style.height = touch.bar + 'px';
  home();
}());
