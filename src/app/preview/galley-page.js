/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the preview does inside the page. It runs in a script world of its own, which the page does
 * not see; the page's own scripts are off. Functions are called by GalleyPageView; what a person
 * does is told as lines of text: "scroll BLOCK PART ANCHOR", "click BLOCK NTH WORD", "layout". */
const galley = (() => {
  const content = () => document.getElementById('content');

  /* Makes one node the same as another, touching only what differs. */
  const keepAttributes = (from, to) => {
    for (const { name } of [...from.attributes])
      if (!to.hasAttribute(name)) from.removeAttribute(name);
    for (const { name, value } of [...to.attributes])
      if (from.getAttribute(name) !== value) from.setAttribute(name, value);
  };

  /* `kept`, where given, is a pair of nodes that hold each other's place: below the one in the page
   * nothing is touched. */
  const patch = (from, to, kept) => {
    if (!kept && from.isEqualNode(to)) return;
    if (from.nodeType !== to.nodeType || from.nodeName !== to.nodeName) {
      from.replaceWith(document.importNode(to, true));
      return;
    }
    if (from.nodeType !== Node.ELEMENT_NODE) {
      from.data = to.data;
      return;
    }
    keepAttributes(from, to);
    if (kept && from === kept.from) return;
    const old = [...from.childNodes], now = [...to.childNodes];
    const i = kept ? old.findIndex(node => node.contains(kept.from)) : -1;
    const j = kept ? now.findIndex(node => node.contains(kept.to)) : -1;
    if (i < 0 || j < 0) {
      patchNodes(from, old, now, null);
      return;
    }
    patchNodes(from, old.slice(0, i), now.slice(0, j), old[i]);
    patch(old[i], now[j], kept);
    patchNodes(from, old.slice(i + 1), now.slice(j + 1), null);
  };

  /* What is the same at the start and at the end stays; between them nodes are paired in order. */
  const patchNodes = (parent, old, now, after) => {
    let start = 0, oldEnd = old.length, nowEnd = now.length;
    while (start < oldEnd && start < nowEnd && old[start].isEqualNode(now[start])) start++;
    while (oldEnd > start && nowEnd > start && old[oldEnd - 1].isEqualNode(now[nowEnd - 1])) {
      oldEnd--;
      nowEnd--;
    }
    const next = old[oldEnd] || after;
    const pairs = Math.min(oldEnd, nowEnd);
    for (let i = start; i < pairs; i++) patch(old[i], now[i], null);
    for (let i = pairs; i < oldEnd; i++) old[i].remove();
    for (let i = pairs; i < nowEnd; i++) parent.insertBefore(document.importNode(now[i], true), next);
  };

  /* The first block whose end is below `y`, in page coordinates. */
  const blockAt = (blocks, y) => {
    let low = 0, high = blocks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (blocks[middle].getBoundingClientRect().bottom + scrollY > y) high = middle;
      else low = middle + 1;
    }
    return low;
  };

  /* Changes the page so that what is being read stays where it is on the screen. */
  const inPlace = change => {
    const blocks = scrollY > 0 && content() ? content().children : [];
    const kept = blocks.length > 0 ? blocks[Math.min(blockAt(blocks, scrollY), blocks.length - 1)] : null;
    const before = kept ? kept.getBoundingClientRect().top : 0;
    change();
    if (kept && kept.isConnected) {
      const moved = kept.getBoundingClientRect().top - before;
      if (Math.abs(moved) >= 1) scrollBy({ top: moved, behavior: 'instant' });
    }
  };

  const parse = html => new DOMParser().parseFromString(html, 'text/html');

  /* The whole page, or all of it but what is in #content. */
  const patchPage = (html, withoutContent) => {
    const next = parse(html);
    const kept = withoutContent
      ? { from: content(), to: next.getElementById('content') } : null;
    if (kept && !(kept.from && kept.to)) return false;
    inPlace(() => patch(document.documentElement, next.documentElement, kept));
    if (appearance !== 'auto') show(appearance);
    return !kept || kept.from === content();
  };

  const patchContent = html => {
    if (!content()) return false;
    inPlace(() => patchNodes(content(), [...content().childNodes], [...parse(html).body.childNodes], null));
    return true;
  };

  /* Replaces `removed` of the `total` blocks from `first` on by `added` others. */
  const patchBlocks = (first, removed, added, total, html) => {
    const parent = content();
    if (!parent || parent.children.length !== total) return false;
    const next = parse(html).body;
    if (next.children.length !== added) return false;
    inPlace(() => {
      const pairs = Math.min(removed, added);
      const old = [...parent.children].slice(first, first + removed);
      const now = [...next.children];
      const after = parent.children[first + removed] || null;
      for (let i = 0; i < pairs; i++) patch(old[i], now[i], null);
      for (let i = pairs; i < removed; i++) old[i].remove();
      for (let i = pairs; i < added; i++) {
        parent.insertBefore(document.importNode(now[i], true), after);
        parent.insertBefore(document.createTextNode('\n'), after);
      }
    });
    const changed = parent.children[Math.min(first, parent.children.length - 1)];
    const box = changed && changed.getBoundingClientRect();
    if (box && (box.bottom < 0 || box.top > innerHeight))
      changed.scrollIntoView({ block: 'center', behavior: 'instant' });
    return true;
  };

  /* Scrolling. `anchor` is the height in the view, from 0 to 1, at which the place stands. */
  let driven = 0; /* until when what scrolls is the person's doing */
  const pages = () => Math.max(1, document.documentElement.scrollHeight - innerHeight);

  const placeOf = (block, part) => {
    const blocks = content() ? content().children : [];
    if (blocks.length === 0) return 0;
    const box = blocks[Math.min(block, blocks.length - 1)].getBoundingClientRect();
    return box.top + scrollY + box.height * Math.min(part, 1);
  };

  /* At the top of the text the page shows its head; `lead` is how much of it is passed. */
  const scrollToBlock = (block, part, anchor, lead) => {
    if (performance.now() < driven || !content()) return true;
    const head = content().getBoundingClientRect().top + scrollY;
    const top = placeOf(block, part) - anchor * innerHeight - head * (1 - Math.min(1, lead));
    scrollTo({ top: Math.max(0, top), behavior: 'instant' });
    return true;
  };

  const tell = line => window.webkit.messageHandlers.galley.postMessage(line);

  const tellScroll = () => {
    const blocks = content() ? content().children : [];
    const anchor = Math.min(1, scrollY / pages());
    const y = scrollY + anchor * innerHeight;
    if (blocks.length === 0 || performance.now() > driven) return;
    const block = blockAt(blocks, y);
    if (block === blocks.length) {
      tell(`scroll ${blocks.length - 1} 1 ${anchor}`);
      return;
    }
    const box = blocks[block].getBoundingClientRect();
    const part = Math.max(0, (y - box.top - scrollY) / Math.max(1, box.height));
    tell(`scroll ${block} ${part} ${anchor}`);
  };

  let asked = false;
  addEventListener('scroll', () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      tellScroll();
    });
  }, { passive: true });
  let width = innerWidth;
  addEventListener('resize', () => {
    if (innerWidth !== width) requestAnimationFrame(() => tell('layout'));
    width = innerWidth;
  });
  for (const kind of ['wheel', 'keydown', 'mousedown', 'touchmove'])
    addEventListener(kind, () => { driven = performance.now() + 800; },
      { passive: true, capture: true });

  /* A click on the text: the word there, and which of its kind it is in its block. */
  addEventListener('click', event => {
    const parent = content();
    if (!parent || !parent.contains(event.target) || event.target.closest('a, input, summary')) return;
    if (!getSelection().isCollapsed) return;
    let top = event.target;
    while (top !== parent && top.parentNode !== parent) top = top.parentNode;
    if (top === parent) return;
    const block = [...parent.children].indexOf(top);
    const point = document.caretRangeFromPoint(event.clientX, event.clientY);
    if (!point || !top.contains(point.startContainer)) {
      tell(`click ${block} 0 `);
      return;
    }
    const before = document.createRange();
    before.setStart(top, 0);
    before.setEnd(point.startContainer, point.startOffset);
    const text = top.textContent, at = before.toString().length;
    const letter = /[\p{L}\p{N}]/u;
    let start = at, end = at;
    while (start > 0 && letter.test(text[start - 1])) start--;
    while (end < text.length && letter.test(text[end])) end++;
    const word = text.slice(start, end).slice(0, 64);
    const nth = word ? text.slice(0, start).split(word).length - 1 : 0;
    tell(`click ${block} ${nth} ${word}`);
  });

  /* Light or dark: the page's own rules for one or the other are made to hold, or not to. */
  let appearance = 'auto';
  const mediaRules = function* (rules) {
    for (const rule of rules) {
      if (rule instanceof CSSMediaRule) yield rule;
      if (rule.cssRules) yield* mediaRules(rule.cssRules);
    }
  };
  const said = new WeakMap(); /* what a rule says itself */
  const show = wanted => {
    appearance = wanted;
    for (const sheet of document.styleSheets) {
      let rules = [];
      try { rules = sheet.cssRules; } catch { continue; }
      for (const rule of mediaRules(rules)) {
        const media = said.get(rule) || rule.media.mediaText;
        const scheme = /\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)/;
        const match = scheme.exec(media);
        if (!match) continue;
        said.set(rule, media);
        rule.media.mediaText = wanted === 'auto' ? media
          : media.replace(scheme, match[1] === wanted ? '(min-width: 0)' : '(max-width: 0)');
      }
    }
    document.documentElement.style.colorScheme = wanted === 'auto' ? '' : wanted;
    if (!document.documentElement.getAttribute('style'))
      document.documentElement.removeAttribute('style');
    return true;
  };

  const showElement = id => {
    const element = document.getElementById(id);
    if (element) element.scrollIntoView({ block: 'center', behavior: 'instant' });
    return !!element;
  };

  return { patchPage, patchContent, patchBlocks, scrollToBlock, showElement, show };
})();
