/* Draws one slide into one of two fixed layers: lines and sizes come from the build. ES5. */
(function () {
  'use strict';
  var layers = document.querySelectorAll('.slide'), front = 0;

  function part(layer, name) { return layer.querySelector('.' + name); }

  function lines(node, all, size) {
    while (node.firstChild) { node.removeChild(node.firstChild); }
    (all || []).forEach(function (text) {
      var line = document.createElement('span');
      line.textContent = text;
      node.appendChild(line);
    });
    node.style.fontSize = size + 'px';
    node.style.display = all && all.length ? '' : 'none';
  }

  function code(node, layout, screen, found) {
    node.style.display = found ? 'block' : 'none';
    node.innerHTML = found ? '<svg viewBox="0 0 ' + found.n + ' ' + found.n + '" shape-rendering="crispEdges">' +
      '<path fill="none" stroke="#000" d="' + found.d + '"/></svg>' : '';
    if (!found) { return; }
    node.style.width = node.style.height = found.px + 'px';
    node.style.margin = layout === 'column' ? screen.pad + 'px 0 0' : layout === 'split' ? '0 auto' : '0 0 0 ' + screen.pad + 'px';
  }

  Kiosk.draw = function (pack, item, now) {
    var layer = layers[1 - front], screen = pack.screen, small = item.body_px, word = Kiosk.dayWord(item, now), body;
    layer.style.padding = screen.pad + 'px ' + screen.pad + 'px ' + (screen.pad + screen.foot) + 'px';
    lines(part(layer, 'kicker'), [item.kicker], small);
    if (word && !item.counts) {
      var mark = document.createElement('b');
      mark.textContent = word;
      part(layer, 'kicker').firstChild.appendChild(mark);
    }
    lines(part(layer, 'title'), item.title, item.title_px);
    var days = item.counts ? Kiosk.china(item.start).day - Kiosk.china(now).day : 0;
    var big = item.counts ? (days > 0 ? days + ' 天' : '今天') : item.big;
    lines(part(layer, 'big'), big ? [big] : [], Math.floor(item.title_px * 1.9));
    lines(part(layer, 'when'), item.when, small);
    lines(part(layer, 'place'), item.place, small);
    body = part(layer, 'body');
    while (body.firstChild) { body.removeChild(body.firstChild); }
    (item.body || []).forEach(function (point) {
      var node = document.createElement('p');
      lines(node, point, small);
      body.appendChild(node);
    });
    code(part(layer, 'code'), screen.layout, screen, item.code);
    layers[front].className = 'slide';
    layer.className = 'slide on';
    front = 1 - front;
    layer.setAttribute('data-slide', item.id);
  };

  Kiosk.foot = function (pack, now) {
    var node = document.querySelector('.foot'), old = now - pack.built_at > pack.screen.stale_days * Kiosk.DAY;
    var text = (pack.sample ? '示例数据　' : '') + (old ? '内容更新于 ' : '数据 ') + Kiosk.china(pack.built_at).text + '　' + pack.hash;
    if (node.textContent !== text) { node.textContent = text; }
    node.style.fontSize = pack.screen.foot + 'px';
  };
}());
