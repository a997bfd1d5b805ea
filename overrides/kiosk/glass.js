/* Draws one slide into one of two fixed layers: lines, sizes and places come from the build. ES5. */
(function () {
  'use strict';
  var layers = document.querySelectorAll('.slide'), stage = document.getElementById('stage'), front = 0;

  function part(layer, name) { return layer.querySelector('.' + name); }

  function place(node, left, top, width, height) {
    node.style.left = left + 'px';
    node.style.top = top + 'px';
    node.style.width = width + 'px';
    node.style.height = height + 'px';
  }

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

  /* The code's bits, row by row, as a path; four modules around it stay white. */
  function path(n, bits) {
    var raw = atob(bits), drawn = '', at, x;
    for (at = 0; at < n * n; at += 1) {
      x = at % n;
      if (raw.charCodeAt(at >> 3) >> (7 - (at & 7)) & 1) { drawn += 'M' + (x + 4) + ' ' + ((at - x) / n + 4) + 'h1v1h-1z'; }
    }
    return drawn;
  }

  function inset(node, code, drawn) {
    var wide = code && code.n + 8;
    node.innerHTML = drawn || (code ? '<svg viewBox="0 0 ' + wide + ' ' + wide + '" shape-rendering="crispEdges">' +
      '<path fill="#fff" d="M0 0h' + wide + 'v' + wide + 'H0z"/><path d="' + path(code.n, code.d) + '"/></svg>' : '');
    node.className = drawn ? 'inset map' : 'inset code';
    node.style.width = code ? code.px + 'px' : '';
    node.style.height = code ? code.px + 'px' : '';
    node.style.display = drawn || code ? '' : 'none';
  }

  function panel(node, item, screen, high) {
    var cap = part(node, 'cap'), below = screen.layout === 'column';
    node.style.display = item.panel ? 'flex' : 'none';
    if (!item.panel) { return; }
    place(node, below ? 0 : screen.px[0] - item.panel, below ? high - item.panel : 0,
      below ? screen.px[0] : item.panel, below ? item.panel : high);
    node.style.padding = screen.pad + 'px';
    inset(node.children[0], item.svg ? null : item.code, item.svg);
    inset(node.children[1], item.svg ? item.code : null, '');
    node.children[1].style.margin = item.beside ? '0 0 0 ' + screen.pad + 'px' : screen.pad + 'px 0 0';
    node.style.flexDirection = item.svg ? item.beside ? 'row' : 'column' : '';
    lines(cap, item.cap_px ? screen.caption : [], item.cap_px || 0);
    cap.style[below ? 'paddingLeft' : 'paddingTop'] = (below ? screen.pad : Math.floor(screen.pad / 2)) + 'px';
    cap.setAttribute('data-seal', screen.seal);
  }

  function points(node, all, size) {
    while (node.firstChild) { node.removeChild(node.firstChild); }
    (all || []).forEach(function (point) {
      var found = document.createElement('p');
      lines(found, point, size);
      node.appendChild(found);
    });
  }

  Kiosk.high = function (screen) { return screen.touch ? screen.touch.stage : screen.px[1]; };

  Kiosk.draw = function (pack, item, now) {
    var layer = layers[1 - front], screen = pack.screen, small = item.body_px, word = Kiosk.dayWord(item, now), held = Kiosk.sitting(item, now);
    var high = Kiosk.high(screen), days = item.counts ? Kiosk.china(item.start).day - Kiosk.china(now).day : 0;
    var big = item.counts ? (days > 0 ? days + ' 天' : '今天') : item.big, mark, said;
    place(layer, 0, 0, screen.px[0], high);
    place(part(layer, 'text'), screen.pad, screen.pad, item.box[0], item.box[1]);
    lines(part(layer, 'kicker'), [item.kicker], small);
    if (word && !item.counts) {
      mark = document.createElement('b');
      mark.textContent = word;
      mark.className = item.off ? 'off' : '';
      part(layer, 'kicker').firstChild.appendChild(mark);
    }
    lines(part(layer, 'title'), item.title, item.title_px);
    lines(part(layer, 'big'), big ? [big] : [], Math.floor(item.title_px * 2.4));
    lines(part(layer, 'when'), held[2], Math.floor(small * 1.25));
    lines(part(layer, 'place'), held[3], small);
    said = Kiosk.noteAt(item, now);
    points(part(layer, 'body'), (said.length ? [said] : []).concat(item.body || []), small);
    panel(part(layer, 'panel'), item, screen, high);
    layers[front].className = layers[front].className.replace(' on', '');
    layer.className = 'slide on' + (item.kind === '插播' ? ' urgent' : '');
    front = 1 - front;
    layer.setAttribute('data-slide', item.id);
    Kiosk.foot(pack, now, item, high);
  };

  Kiosk.foot = function (pack, now, item, high) {
    var node = document.querySelector('.foot'), old = now - pack.built_at > pack.screen.stale_days * Kiosk.DAY;
    var by = pack.screen.by && !old ? pack.screen.by + '　' : '', mark = pack.sample ? '示例数据　' : '', two = item.foot_lines === 2;
    var made = Kiosk.china(pack.built_at), date = old ? '更新于' + made.year + '年' + made.text : '数据 ' + made.text;
    var below = pack.screen.layout === 'column' && item.panel || 0, size = pack.screen.foot;
    node.textContent = two ? by + date + '\n' + mark + pack.hash : by + mark + date + '　' + pack.hash;
    node.style.fontSize = size + 'px';
    node.style.left = pack.screen.pad + 'px';
    node.style.top = Math.floor(high - below - size * 1.3 * (two ? 2 : 1) - pack.screen.pad / 2) + 'px';
  };

  /* A box whose output is smaller or larger than the wall's pixels, or lies on its side, still shows the whole picture. */
  Kiosk.fit = function (now) {
    var screen = Kiosk.pack.screen, wide = screen.whole[0], high = screen.whole[1], far = screen.orbit || 0;
    var turned = Kiosk.preview ? 0 : screen.rotate, lying = turned % 180 !== 0;
    var scale = Math.min(window.innerWidth / (lying ? high : wide), window.innerHeight / (lying ? wide : high));
    var angle = Math.floor(now / 120000) % 8 * Math.PI / 4, x = turned === 90 ? high : turned === 180 ? wide : 0;
    var y = turned === 270 ? wide : turned === 180 ? high : 0;
    place(stage, 0, 0, screen.px[0], screen.px[1]);
    stage.style.transform = (Math.abs(scale - 1) > 0.001 ? 'scale(' + scale + ') ' : '') +
      'translate(' + (x + Math.round(Math.cos(angle) * far)) + 'px,' + (y + Math.round(Math.sin(angle) * far)) + 'px)' +
      (turned ? ' rotate(' + turned + 'deg)' : '') + ' translate(' + screen.at[0] + 'px,' + screen.at[1] + 'px)';
  };
}());
