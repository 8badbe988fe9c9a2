// SPDX-License-Identifier: GPL-3.0-or-later
// Serves an exported folder on the loopback and has headless Chromium judge its pages: axe-core on
// many, Lighthouse on a few. Prints one JSON object a line.
//
//   node browser.mjs MODULES FOLDER axe PATH...          wide and narrow, light and dark
//   node browser.mjs MODULES FOLDER axe-once PATH...     each in one of these, by turns
//   node browser.mjs MODULES FOLDER lighthouse PATH...   as a desktop and as a telephone
//
// MODULES is the folder that has node_modules. Nothing but the loopback can be reached.
import { createServer } from 'node:http';
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createGzip } from 'node:zlib';
import { extname, join, normalize } from 'node:path';
import { pathToFileURL } from 'node:url';

const [modules, folder, judge, ...paths] = process.argv.slice(2);
const load = (file) => import(pathToFileURL(join(modules, 'node_modules', file)).href);
const types = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.svg': 'image/svg+xml',
  '.png': 'image/png', '.jpg': 'image/jpeg', '.jpeg': 'image/jpeg', '.webp': 'image/webp',
  '.gif': 'image/gif', '.xml': 'application/xml', '.txt': 'text/plain; charset=utf-8',
};

// What any web host does: index.html for a folder, 404.html for what is not there, gzip for text.
function answer(request, response) {
  const path = decodeURIComponent(new URL(request.url, 'http://x').pathname);
  let file = join(folder, normalize(path));
  if (existsSync(file) && statSync(file).isDirectory()) file = join(file, 'index.html');
  let status = 200;
  if (!existsSync(file)) {
    status = 404;
    file = join(folder, '404.html');
  }
  const type = types[extname(file)] ?? 'application/octet-stream';
  const head = { 'Content-Type': type, 'Cache-Control': 'max-age=31536000' };
  const packed = /text|xml|svg/.test(type);
  response.writeHead(status, packed ? { ...head, 'Content-Encoding': 'gzip' } : head);
  const stream = createReadStream(file);
  (packed ? stream.pipe(createGzip()) : stream).pipe(response);
}

const tell = (result) => process.stdout.write(`${JSON.stringify(result)}\n`);

async function runAxe(browser, root) {
  const source = readFileSync(join(modules, 'node_modules/axe-core/axe.min.js'), 'utf8');
  const views = [[1400, 'light'], [1400, 'dark'], [375, 'light'], [320, 'dark']];
  const page = await browser.newPage();
  await page.setBypassCSP(true);
  for (const [index, path] of paths.entries()) {
    const turn = index % views.length;
    for (const [width, scheme] of judge === 'axe-once' ? views.slice(turn, turn + 1) : views) {
      await page.setViewport({ width, height: 900 });
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      await page.goto(root + path, { waitUntil: 'load' });
      await page.evaluate(source);
      const { violations, incomplete, passes } = await page.evaluate(async () => {
        const found = await window.axe.run(document, {
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
          resultTypes: ['violations'],
        });
        // Whether all of it lies in the author's own text.
        const content = document.getElementById('content');
        for (const rule of found.violations) {
          rule.within = content !== null && rule.nodes.every((node) => node.target.length > 1
            || content.contains(document.querySelector(node.target[0])));
        }
        return found;
      });
      // A page must never be wider than its window.
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      tell({
        path, width, scheme, passes: passes.length, unsure: incomplete.map((rule) => rule.id),
        overflow: Math.max(0, wide),
        violations: violations.map((rule) => ({
          id: rule.id, help: rule.help, within: rule.within, nodes: rule.nodes.map((node) => node.html.slice(0, 300)),
          why: rule.nodes.map((node) => node.failureSummary).slice(0, 3),
        })),
      });
    }
  }
}

async function runLighthouse(browser, root) {
  const { default: lighthouse, desktopConfig } = await load('lighthouse/core/index.js');
  const port = Number(new URL(browser.wsEndpoint()).port);
  for (const path of paths) {
    for (const form of ['desktop', 'mobile']) {
      const { lhr } = await lighthouse(root + path, { port, logLevel: 'error' },
        form === 'desktop' ? desktopConfig : undefined);
      const scores = Object.fromEntries(Object.values(lhr.categories)
        .map((category) => [category.id, Math.round(category.score * 100)]));
      const audits = Object.values(lhr.categories)
        .flatMap((category) => category.auditRefs.filter((ref) => ref.weight > 0))
        .map((ref) => lhr.audits[ref.id])
        .filter((audit) => audit.score !== null && audit.score < 1)
        .map((audit) => `${audit.id} ${audit.displayValue ?? ''}`.trim());
      tell({ path, form, scores, audits, version: lhr.lighthouseVersion, error: lhr.runtimeError?.message });
    }
  }
}

const server = createServer(answer).listen(0, '127.0.0.1');
await new Promise((resolve) => server.once('listening', resolve));
const { default: puppeteer } = await load('puppeteer-core/lib/esm/puppeteer/puppeteer-core.js');
const browser = await puppeteer.launch({
  executablePath: process.env.GALLEY_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-proxy-server',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
});
try {
  const root = `http://127.0.0.1:${server.address().port}/`;
  await (judge === 'lighthouse' ? runLighthouse : runAxe)(browser, root);
} finally {
  await browser.close();
  server.close();
}
