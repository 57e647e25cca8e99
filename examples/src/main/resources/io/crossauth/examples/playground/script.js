// Draws the log as a sequence diagram, and looks again whether there is more of it. The page is
// whole without this.
'use strict';
(function () {
  const SVG = 'http://www.w3.org/2000/svg';
  const PARTIES = ['Browser', 'Application', 'API', 'Provider'];
  const TOP = 28;
  const ROW = 30;
  const SHOWN = 16;
  const PAUSE = 1500;
  let width = 520;

  function add(svg, name, attributes, text) {
    const element = document.createElementNS(SVG, name);
    Object.keys(attributes).forEach(function (key) {
      element.setAttribute(key, attributes[key]);
    });
    if (text) {
      element.textContent = text;
    }
    svg.appendChild(element);
  }

  function place(party) {
    return (width / PARTIES.length) * (PARTIES.indexOf(party) + 0.5);
  }

  function arrow(svg, item, y) {
    const from = place(item.getAttribute('data-from'));
    const to = place(item.getAttribute('data-to'));
    const tip = to > from ? -7 : 7;
    add(svg, 'line', {class: 'arrow', x1: from, y1: y, x2: to + tip, y2: y});
    add(svg, 'path', {
      class: 'head',
      d: 'M' + to + ' ' + y + 'l' + tip + ' -4v8z'
    });
    const status = item.getAttribute('data-status');
    const words = item.getAttribute('data-what') + (status ? ' ' + status : '');
    const wide = Math.max(8, words.length) * 6.7;
    const middle = Math.min(Math.max((from + to) / 2, wide / 2 + 2), width - wide / 2 - 2);
    add(svg, 'text', {x: middle, y: y - 5, 'text-anchor': 'middle'}, words);
  }

  function draw() {
    const svg = document.getElementById('sequence');
    const items = Array.prototype.slice.call(document.querySelectorAll('.wire > li'), -SHOWN);
    while (svg.firstChild) {
      svg.removeChild(svg.firstChild);
    }
    if (items.length === 0) {
      return;
    }
    // A unit is a pixel, so that letters stay as large as they are.
    width = Math.max(280, svg.parentNode.clientWidth || width);
    const height = TOP + ROW * items.length + 14;
    svg.setAttribute('viewBox', '0 0 ' + width + ' ' + height);
    PARTIES.forEach(function (party) {
      const x = place(party);
      add(svg, 'text', {class: 'party', x: x, y: 14, 'text-anchor': 'middle'}, party);
      add(svg, 'line', {class: 'life', x1: x, y1: 20, x2: x, y2: height});
    });
    items.forEach(function (item, index) {
      arrow(svg, item, TOP + ROW * (index + 1) - 6);
    });
  }

  function ask(address, then) {
    const request = new XMLHttpRequest();
    request.open('GET', address);
    request.setRequestHeader('X-Requested-By', 'playground');
    request.onload = function () {
      then(request.status, request.responseText);
    };
    request.send();
  }

  function renew(markup) {
    const fresh = new DOMParser().parseFromString(markup, 'text/html').getElementById('wire');
    const before = document.getElementById('wire');
    if (!fresh || fresh.dataset.revision === before.dataset.revision) {
      return;
    }
    const open = before.querySelectorAll('details[open]');
    const focused = document.activeElement && before.contains(document.activeElement)
      ? document.activeElement.closest('details') : null;
    before.parentNode.replaceChild(document.adoptNode(fresh), before);
    Array.prototype.forEach.call(open, function (details) {
      const same = document.getElementById(details.id);
      if (same) {
        same.open = true;
      }
    });
    if (focused && document.getElementById(focused.id)) {
      document.getElementById(focused.id).querySelector('summary').focus();
    }
    draw();
  }

  function look() {
    if (document.visibilityState === 'hidden') {
      return;
    }
    ask('wire', function (status, markup) {
      if (status === 200) {
        renew(markup);
      }
    });
    if (document.getElementById('content').getAttribute('data-inside') === 'yes') {
      ask('session', function (status) {
        if (status === 401) {
          document.getElementById('over').hidden = false;
        }
      });
    }
  }

  draw();
  addEventListener('resize', draw);
  setInterval(look, PAUSE);
}());
