// For browsers that cannot run the page: it says so in plain words instead of staying white. Written in ES3, since also the
// Internet Explorer engine of a browser with two engines has to read it.
(function () {
  var root = document.getElementById('root');
  var isModern =
    'noModule' in document.createElement('script') &&
    typeof Array.prototype.at === 'function' &&
    typeof Object.hasOwn === 'function' &&
    typeof structuredClone === 'function' &&
    typeof CSS !== 'undefined' &&
    CSS.supports('height: 1dvh');
  if (isModern || !root) return;
  // Beside the root and in its place: a page that half runs must not wipe the words away.
  root.style.display = 'none';
  var box = document.createElement('div');
  root.parentNode.insertBefore(box, root);
  box.innerHTML =
    '<div style="max-width:640px;margin:60px auto;padding:0 20px;font:16px/1.7 sans-serif">' +
    '<h1 style="font-size:22px">棋盘 Qipan</h1>' +
    '<p>您的浏览器版本太旧，打不开本系统。请使用 Chrome、Edge、360 或奇安信等浏览器的新版本（Chromium 109 或更新），' +
    '双核浏览器请切换到“极速模式”。</p>' +
    '<p lang="en">Your browser is too old for this system. Please use a newer version of Chrome, Edge or another ' +
    'browser based on Chromium 109 or later; in a browser with two engines, choose the fast one.</p></div>';
})();
