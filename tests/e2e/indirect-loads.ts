/**
 * Loads that a page causes indirectly: by a style sheet, a script, a picture or a document that it
 * includes from another host. The included text is made up (tests/lab/server/made-up.mjs), so that each
 * of them requests a target.
 */
import { inject } from 'vitest';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import type { LoggedRequest } from '../lab/server/request-log.mjs';
import { GLUWA, type World } from './harness';

/** @returns a new target; the name is that of the load that will request it. */
type Target = (name: string) => string;

function madeUp(host: string, type: string, body: string): string {
  return `${host}/made-up?${new URLSearchParams({ type, body })}`;
}

/** One element has each of them. */
const DECLARATIONS: Readonly<Record<string, (target: string) => string>> = {
  'background-image': (target) => `background-image: url("${target}")`,
  'image-set': (target) => `background-image: image-set(url("${target}") 1x)`,
  'list-style-image': (target) => `display: list-item; list-style-image: url("${target}")`,
  cursor: (target) => `cursor: url("${target}"), auto`,
  content: (target) => `content: url("${target}")`,
  'border-image': (target) => `border: 5px solid; border-image-source: url("${target}")`,
  'mask-image': (target) => `mask-image: url("${target}")`,
  mask: (target) => `mask: url("${target}#part")`,
  'shape-outside': (target) => `float: left; shape-outside: url("${target}")`,
  'clip-path': (target) => `clip-path: url("${target}#part")`,
  variable: (target) => `--picture: url("${target}"); background-image: var(--picture)`,
};

function styleSheet(host: string, target: Target): string {
  const nested = `@import url("${target('@import in @import')}");
    .nested { background-image: url("${target('background-image in @import')}") }`;
  return [
    `@import url("${target('@import')}");`,
    `@import url("${madeUp(host, 'text/css', nested)}");`,
    `@font-face { font-family: Made; src: url("${target('@font-face')}") }`,
    '.font { font-family: Made }',
    `.before::before { content: url("${target('content of ::before')}") }`,
    `.marker { display: list-item }`,
    `.marker::marker { content: url("${target('content of ::marker')}") }`,
    `.fill { fill: url("${target('fill')}#part") }`,
    `.start { marker-start: url("${target('marker-start')}#part") }`,
    ...Object.entries(DECLARATIONS).map(
      ([name, declare]) => `.${name} { width: 20px; height: 20px; ${declare(target(name))} }`,
    ),
  ].join('\n');
}

/** A page that includes the style sheet of a host. */
export function styledBy(host: string, target: Target): string {
  const names = [...Object.keys(DECLARATIONS), 'nested', 'font', 'before', 'marker'];
  return `<link rel="stylesheet" href="${quoted(madeUp(host, 'text/css', styleSheet(host, target)))}">
    ${names.map((name) => `<div class="${name}">Text</div>`).join('')}
    <svg width="50" height="50">
      <path class="fill" d="M0 0L10 0L10 10z"/><path class="start" d="M0 0L10 0L10 10z"/>
    </svg>`;
}

/** A page that includes scripts, workers, pictures, documents and media of a host. */
export function includingOf(host: string, evil: string, target: Target): string {
  const script = (body: string) => madeUp(host, 'text/javascript', body);
  const modules = [
    `import "${target('import in a module')}";`,
    `import made from "${target('import of JSON')}" with { type: 'json' };`,
    `import made from "${target('import of CSS')}" with { type: 'css' };`,
    `import("${target('import() in a module')}"); fetch("${target('fetch in a module')}");
     new Image().src = "${target('picture in a module')}";`,
  ];
  const workers = [
    `importScripts("${target('importScripts')}")`,
    `importScripts("${script(`importScripts("${target('importScripts in importScripts')}")`)}")`,
    `importScripts("${script(`fetch("${target('fetch in importScripts')}")`)}")`,
  ];
  const svg = (name: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg"><style>@import url("${target(`@import in ${name}`)}");</style>
     <image href="${target(`picture in ${name}`)}" width="9" height="9"/></svg>`;
  const xsl = `<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
    <xsl:import href="${quoted(target('xsl:import'))}"/></xsl:stylesheet>`;
  const xml = (sheet: string) =>
    madeUp(evil, 'text/xml', `<?xml-stylesheet type="text/xsl" href="${quoted(sheet)}"?><a/>`);
  const socket = target('WebSocket').replace('https:', 'wss:');
  return `
    ${modules.map((body) => `<script type="module" src="${quoted(script(body))}"></script>`).join('')}
    <script src="${quoted(script(`import("${target('import() in a script')}")`))}"></script>
    <script type="module" src="${target('module')}"></script>
    <object data="${quoted(madeUp(host, 'image/svg+xml', svg('an object')))}"></object>
    <embed src="${quoted(madeUp(host, 'image/svg+xml', svg('an embed')))}">
    <iframe src="${quoted(xml(target('XSLT')))}"></iframe>
    <iframe src="${quoted(xml(madeUp(host, 'text/xsl', xsl)))}"></iframe>
    <svg width="9" height="9"><image href="${target('picture in SVG')}" width="9" height="9"/></svg>
    <video muted src="${target('video')}" poster="${target('poster')}"></video>
    <audio preload="auto" src="${target('audio')}"></audio>
    <link rel="preload" as="image" href="${target('preloaded picture')}">
    <link rel="preload" as="style" href="${target('preloaded style sheet')}">
    <link rel="preload" as="fetch" crossorigin href="${target('preloaded file')}">
    <link rel="modulepreload" href="${target('preloaded module')}">
    <input type="image" src="${target('button')}">
    <table background="${target('table')}"><tr><td>Text</td></tr></table>
    <style>
      @import url("${target('@import of the page')}");
      @font-face { font-family: Own; src: url("${target('@font-face of the page')}") }
      .page { font-family: Own; background-image: url("${target('background-image of the page')}") }
    </style><div class="page">Text</div>
    <script>
      for (const body of ${inScript(workers)}) new Worker(URL.createObjectURL(new Blob([body])));
      const sheet = new CSSStyleSheet({ baseURL: '${host}/made-up.css' });
      sheet.replaceSync('.adopted { background-image: url("${target('adopted style sheet')}") }');
      document.adoptedStyleSheets.push(sheet);
      new FontFace('Third', 'url("${target('FontFace')}")').load().catch(() => undefined);
      new AudioContext().audioWorklet
        .addModule(${inScript(script(`import "${target('import in a worklet')}";`))})
        .catch(() => undefined);
      new EventSource('${target('EventSource')}');
      new WebSocket('${socket}');
      fetch('${target('POST kept alive')}', { method: 'POST', mode: 'no-cors', keepalive: true })
        .catch(() => undefined);
      const link = document.createElement('a');
      Object.assign(link, { href: '#', ping: '${target('ping')}' });
      link.click();
    </script><div class="adopted">Text</div>`;
}

/** Counted, so that a load is told from every other. */
let counted = 0;

/** Lets a page include something, and closes it. @returns the request of each load, by its name. */
export async function loadsOf(
  { lab }: World,
  page: LabPage,
  html: (target: Target) => string,
): Promise<Map<string, LoggedRequest>> {
  const cells = new Map<string, string>();
  const mark = lab.log.mark();
  const text = html((name) => {
    const cell = `/v1/Orders?cell=${++counted}`;
    cells.set(name, cell);
    return GLUWA + cell;
  });
  await page.evaluate((added) => {
    const range = document.createRange();
    range.selectNode(document.body);
    // Unlike `innerHTML`, so that scripts run.
    document.body.append(range.createContextualFragment(added));
  }, text);
  const notMade: readonly string[] = NOT_MADE[inject('browser')];
  const requests = await Promise.all(
    [...cells]
      .filter(([name]) => !notMade.includes(name))
      .map(async ([name, cell]) => {
        const isIt = ({ url, method }: LoggedRequest) => url === cell && method !== 'OPTIONS';
        const request = await lab.log.waitFor(isIt, { from: mark }).catch((cause) => {
          throw new Error(`No request by ${name}`, { cause });
        });
        return [name, request] as const;
      }),
  );
  await page.close();
  return new Map(requests);
}

/** Loads that the browser does not make where the page is foreign: it refuses them, or has none. */
const NOT_MADE = {
  chromium: ['XSLT', 'xsl:import'],
  firefox: ['clip-path', 'fill', 'marker-start', 'ping'],
} as const;

function quoted(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}

/** A literal that cannot close its script element. */
function inScript(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
