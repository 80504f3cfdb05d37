/**
 * The look that all lab pages share: system font, light and dark, no file of its own to load, so
 * that a page makes exactly the requests its test is about.
 */

const STYLE = `
  :root { color-scheme: light dark; --ink: #1c1e21; --soft: #5b6470; --paper: #fbfaf8;
    --card: #fff; --line: #e2dfd9; --accent: #8a5a00; }
  @media (prefers-color-scheme: dark) { :root { --ink: #eceae6; --soft: #a3a9b3;
    --paper: #17181b; --card: #1f2125; --line: #33363c; --accent: #f0b64d; } }
  * { box-sizing: border-box; }
  body { margin: 0; background: var(--paper); color: var(--ink);
    font: 16px/1.55 system-ui, sans-serif; }
  main { max-width: 46rem; margin: 0 auto; padding: 3.5rem 1.5rem 5rem; }
  h1 { font-size: 1.9rem; line-height: 1.2; letter-spacing: -0.02em; margin: 0 0 .75rem; }
  h2 { font-size: 1.1rem; margin: 0 0 .25rem; }
  p { margin: 0 0 1rem; } .soft { color: var(--soft); }
  a { color: var(--accent); text-underline-offset: .2em; }
  a:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 2px; }
  code { font: .875em/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
  section { background: var(--card); border: 1px solid var(--line); border-radius: 12px;
    padding: 1.25rem 1.5rem; margin: 1.5rem 0; }
  ul { list-style: none; margin: .75rem 0 0; padding: 0; }
  li { padding: .6rem 0; border-top: 1px solid var(--line); }
  li > span { display: block; font-size: .875rem; color: var(--soft); }
`;

/**
 * @param {object} page
 * @param {string} page.title Escaped here.
 * @param {string} page.body HTML: the caller escapes what it did not write itself.
 * @param {string} [page.script] Classic script, run at the end of the body.
 * @returns {string}
 */
export function pageShell({ title, body, script }) {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<main>
${body}
</main>
${script === undefined ? '' : `<script>${script}</script>`}
</body>
</html>
`;
}

/**
 * @param {string} text
 * @returns {string} Safe in HTML text and in quoted attributes.
 */
export function escapeHtml(text) {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/**
 * @typedef {object} EndpointLink
 * @property {string} href
 * @property {string} label Shown as code, for example `GET /v1/BTC/Fee`.
 * @property {string} note The document's requirement here.
 */

/**
 * @param {readonly EndpointLink[]} links
 * @returns {string} HTML list.
 */
export function linkList(links) {
  const items = links.map(
    ({ href, label, note }) =>
      `<li><a href="${escapeHtml(href)}"><code>${escapeHtml(label)}</code></a>` +
      `<span>${escapeHtml(note)}</span></li>`,
  );
  return `<ul>\n${items.join('\n')}\n</ul>`;
}
