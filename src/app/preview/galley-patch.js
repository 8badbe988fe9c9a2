/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes the page, or with `onlyText` what is in its #content, the same as `html`, touching only the
 * nodes that differ. Runs in a script world of its own; `html` and `onlyText` are arguments. */
const keepAttributes = (from, to) => {
  for (const { name } of [...from.attributes])
    if (!to.hasAttribute(name)) from.removeAttribute(name);
  for (const { name, value } of [...to.attributes])
    if (from.getAttribute(name) !== value) from.setAttribute(name, value);
};

const patch = (from, to) => {
  if (from.isEqualNode(to)) return;
  if (from.nodeType !== to.nodeType || from.nodeName !== to.nodeName) {
    from.replaceWith(document.importNode(to, true));
    return;
  }
  if (from.nodeType !== Node.ELEMENT_NODE) {
    from.data = to.data;
    return;
  }
  keepAttributes(from, to);
  patchChildren(from, to);
};

/* What is the same at the start and at the end stays; between them nodes are paired in order. */
const patchChildren = (from, to) => {
  const old = [...from.childNodes], now = [...to.childNodes];
  let start = 0, oldEnd = old.length, nowEnd = now.length;
  while (start < oldEnd && start < nowEnd && old[start].isEqualNode(now[start])) start++;
  while (oldEnd > start && nowEnd > start && old[oldEnd - 1].isEqualNode(now[nowEnd - 1])) {
    oldEnd--;
    nowEnd--;
  }
  const after = old[oldEnd] || null;
  const pairs = Math.min(oldEnd, nowEnd);
  for (let i = start; i < pairs; i++) patch(old[i], now[i]);
  for (let i = pairs; i < oldEnd; i++) old[i].remove();
  for (let i = pairs; i < nowEnd; i++) from.insertBefore(document.importNode(now[i], true), after);
};

const next = new DOMParser().parseFromString(html, 'text/html');
if (onlyText) patchChildren(document.getElementById('content'), next.body);
else patch(document.documentElement, next.documentElement);
return true;
