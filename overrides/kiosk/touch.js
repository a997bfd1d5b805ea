/* The terminal: four entries within reach; a list, a page to read, and back to the turns when nobody touches it. ES5. */
(function () {
  'use strict';
  var touch = Kiosk.pack.screen.touch, bar = document.getElementById('bar'), sheet = document.getElementById('sheet');
  var mode = 'home', section = 0, page = 0, at = '', until = 0, stands = 0, taken = null, root = document.documentElement;
  if (!touch) { return; }

  /* Whoever touches the glass is there for a while: at least as long as what is open takes to read. */
  function idle() { return Math.max(touch.idle, stands) * 1000; }

  function stay() { until = Date.now() + idle(); }

  /* The pack says where the menu is, not the page, which may be older. */
  function take() {
    taken = Kiosk.pack;
    touch = taken.screen.touch || touch;
    stands = 0;
    bar.style.top = touch.stage + 'px';
    bar.style.height = touch.bar + 'px';
    empty(bar);
  }

  /* What an entry of the menu holds now, this one unless another is asked for: what happens in the order of its next
     session, before what has no date. */
  function found(entry) {
    var seen = {}, now = Kiosk.now(), places = {};
    function soon(item) { return item.start ? Kiosk.sitting(item, now)[0] : 1e15; }
    return Kiosk.open(now).filter(function (item, at) {
      var once = item.section === (entry || section) && !seen[item.id];
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
      act();
      stay();
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
    take();
    sheet.style.display = 'none';
    touch.sections.forEach(function (name, index) { button(bar, name, function () { enter(index + 1); }); });
  }

  function enter(entry) {
    var all = found(entry);
    section = entry;
    if (all.length === 1) { read(all[0].id); } else { list(0); }
  }

  /* What has ended since its button was drawn can't be read: the list tells what there is. */
  function read(id, name) {
    var all = found(), index = all.map(function (item) { return item.id; }).indexOf(id);
    if (index < 0) { list(page); return; }
    mode = 'read';
    at = id;
    take();
    stands = all[index].seconds;
    sheet.style.display = 'none';
    Kiosk.show(all[index], true);
    button(bar, '首页', rest);
    if (all.length > 1) {
      button(bar, '目录', function () { list(page); });
      button(bar, '上一条', function () { read(all[index - 1].id, '上一条'); }, !index);
      button(bar, '下一条', function () { read(all[index + 1].id, '下一条'); }, index + 1 >= all.length);
    }
    focus(bar, name);
  }

  /* A button of the list with a second line below its name. */
  function line(name, more, act) {
    var node = button(sheet, name, act);
    node.style.height = touch.row + 'px';
    node.appendChild(more);
    return node;
  }

  function row(item) {
    var more = document.createElement('span');
    var now = Kiosk.now(), when = Kiosk.sitting(item, now)[2], word = document.createElement('b');
    word.textContent = Kiosk.dayWord(item, now);
    more.textContent = (when ? when.join('') : item.kicker) + (word.textContent ? '　' : '');
    more.appendChild(word);
    more.className = item.off ? 'off' : '';
    line(item.title.join(''), more, function () { read(item.id, '下一条'); });
  }

  /* Nothing of this kind now: the entries that have something stand in its place. */
  function others() {
    touch.sections.forEach(function (name, index) {
      var count = found(index + 1).length, more = document.createElement('span');
      more.textContent = '现在有 ' + count + ' 条';
      if (count) { line('看看' + name, more, function () { enter(index + 1); }); }
    });
  }

  /* As many rows as fit between the reach of someone seated and the menu. */
  function list(number, name) {
    var all = found(), head = document.createElement('h2'), fit, pages;
    mode = 'list';
    take();
    fit = touch.rows;
    pages = Math.ceil(all.length / fit);
    page = Math.max(0, Math.min(number, pages - 1));
    empty(sheet);
    head.textContent = touch.sections[section - 1] + (!pages ? '　现在没有这类内容' : pages > 1 ? '　' + (page + 1) + ' / ' + pages + ' 页' : '');
    head.style.fontSize = Math.floor(touch.letter * 1.8) + 'px';
    head.style.height = touch.head + 'px';
    sheet.appendChild(head);
    sheet.style.height = touch.stage + 'px';
    sheet.style.padding = '0 ' + taken.screen.pad + 'px';
    all.slice(page * fit, page * fit + fit).forEach(row);
    if (!pages) { others(); }
    sheet.style.display = 'block';
    button(bar, '首页', rest);
    if (pages > 1) {
      button(bar, '上一页', function () { list(page - 1, '上一页'); }, !page);
      button(bar, '下一页', function () { list(page + 1, '下一页'); }, page + 1 === pages);
    }
    focus(name ? bar : sheet, name);
  }

  function rest() {
    home();
    focus(bar, touch.sections[section - 1]);
    Kiosk.turn(true);
  }

  /* Whether somebody is using the terminal; what ended in the meantime leaves the glass. */
  Kiosk.busy = function () {
    if (mode === 'home' && taken === Kiosk.pack) { return false; }
    var gone = mode === 'read' && !found().some(function (item) { return item.id === at; });
    if (mode === 'home' || gone || Date.now() >= until || until - Date.now() > idle()) { home(); Kiosk.turn(); }
    return true;
  };

  /* A ring around the focus is for keys; after a finger it would look like a choice. */
  document.addEventListener('keydown', function () { root.classList.add('keys'); stay(); });
  ['mousedown', 'touchstart'].forEach(function (name) {
    document.addEventListener(name, function () { root.classList.remove('keys'); stay(); });
  });
  home();
}());
