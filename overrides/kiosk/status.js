/* For staff: what each screen would show at a moment, how old its data are, what this very box has played. ES5. */
(function () {
  'use strict';
  var form = document.getElementById('when'), built = Date.parse(document.getElementById('built').getAttribute('datetime'));
  var sections = [].slice.call(document.querySelectorAll('[data-screen]'));
  var HIGH = 420, EDGE = 32, EIGHT = 28800000;
  var WRONG = { behind: '时钟比内容或者服务器说过的时间早', ahead: '时钟快了一年以上', apart: '时钟和服务器的对不上，不知道哪个对' };

  function kept(id, key) {
    try { return JSON.parse(localStorage.getItem('kiosk:' + location.pathname.replace(/[^/]*$/, '') + ':' + id + ':' + key)); } catch (error) { return null; }
  }

  function china(ms) { return new Date(ms + EIGHT).toISOString().slice(0, 16).replace('T', ' '); }

  function ago(ms) {
    var hours = Math.floor((Date.now() - ms) / 3600000);
    return hours < 0 ? '（这台设备的时钟不对）' : hours < 1 ? '（不到 1 小时前）' : hours < 48 ? '（' + hours + ' 小时前）' : '（' + Math.floor(hours / 24) + ' 天前）';
  }

  /* A table for spreadsheets: day in China, slide, title, how often; rows of another form are left out. */
  function table(id) {
    var played = kept(id, 'played'), rows = (Array.isArray(played) ? played : []).filter(function (row) {
      return Array.isArray(row) && row.length === 4 && typeof row[3] === 'string';
    });
    return '\ufeff日期,编号,标题,次数\r\n' + rows.map(function (row) {
      return (row[0] || '时钟不对') + ',' + row[1] + ',"' + row[3].replace(/"/g, '""').replace(/^[=+@-]/, "'$&") + '",' + row[2] + '\r\n';
    }).join('');
  }

  /* Calls `done` with the newest pack of each screen, as the server has it now; with nothing where none answers: the
     page itself may be one that this box kept. */
  function newest(done) {
    var request = new XMLHttpRequest();
    request.open('GET', 'latest.json?t=' + Date.now());
    request.timeout = 5000;
    request.onload = function () {
      var said = null;
      try { said = JSON.parse(request.responseText); } catch (error) { said = null; }
      done(said && said.screens || {});
    };
    request.onerror = request.ontimeout = function () { done({}); };
    try { request.send(); } catch (error) { done({}); }
  }

  function health(section, hashes) {
    var id = section.getAttribute('data-screen'), beat = kept(id, 'beat'), node = section.querySelector('.state'), save;
    if (!beat || typeof beat.at !== 'number') { node.textContent = '这台设备没有播放过这块屏。'; return; }
    node.textContent = '这台设备上次播放：' + china(beat.at) + ago(beat.at) + '，版本 ' + beat.hash +
      (!hashes[id] ? '' : beat.hash === hashes[id] ? '，是最新的' : '，不是最新的') +
      (beat.reached ? '，上次连上网站 ' + china(beat.reached) : '') +
      (WRONG[beat.trust] ? '，' + WRONG[beat.trust] + '，只放没有日期的内容。' : '。');
    save = document.createElement('a');
    save.textContent = '下载播放记录';
    save.setAttribute('download', id + '.csv');
    save.href = URL.createObjectURL(new Blob([table(id)], { type: 'text/csv' }));
    node.appendChild(document.createTextNode(' '));
    node.appendChild(save);
  }

  /* The frame has the wall's own shape, as large as there is room for it. */
  function fit(section) {
    var wide = Number(section.getAttribute('data-width')), high = Number(section.getAttribute('data-height'));
    var view = section.querySelector('.view'), frame = section.querySelector('iframe');
    var scale = Math.min((view.clientWidth - EDGE) / wide, HIGH / high);
    frame.width = Math.round(wide * scale);
    frame.height = Math.round(high * scale);
  }

  /* The wall itself in a small frame, with its clock at the moment asked for. */
  function preview(section, at) {
    var frame = section.querySelector('iframe');
    if (!frame) {
      frame = document.createElement('iframe');
      frame.title = section.querySelector('h2').textContent + '的预览';
      section.querySelector('.view').appendChild(frame);
      fit(section);
    }
    frame.src = section.getAttribute('data-screen') + '.html?at=' + at;
  }

  function all(event) {
    if (event) { event.preventDefault(); }
    sections.forEach(function (section) { preview(section, form.elements.at.value.slice(0, 16)); });
  }

  document.getElementById('age').textContent = ago(built);
  form.hidden = false;
  form.addEventListener('submit', all);
  window.addEventListener('resize', function () { sections.forEach(fit); });
  newest(function (hashes) { sections.forEach(function (section) { health(section, hashes); }); });
  all();
}());
