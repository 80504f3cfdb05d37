/** The step that takes raw HTML out of Preact, seen to work and to fail on planted libraries. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { describe, expect, it } from 'vitest';
import { noRawHtml } from '../../scripts/no-raw-html.mjs';
import { inTemporaryFolder, plant } from '../support/tool';

const SETS = 'export function set(t, h) { t.innerHTML=h.__html, t.done = true; }';

/** Builds a page that uses a library of this name and code. @returns the build's output. */
function buildWith(code: string, name = 'preact.mjs', from = 'preact'): Promise<string> {
  return inTemporaryFolder(async (root) => {
    plant(root, {
      'main.js': `import { set } from '${from}';\nset(document.body, { __html: '' });`,
      'node_modules/preact/package.json': `{"type":"module","main":"dist/${name}"}`,
      [`node_modules/preact/dist/${name}`]: code,
    });
    await build({
      root,
      configFile: false,
      logLevel: 'silent',
      plugins: [noRawHtml()],
      build: {
        minify: false,
        rolldownOptions: { input: 'main.js', output: { entryFileNames: 'out.js' } },
      },
    });
    return readFileSync(join(root, 'dist/out.js'), 'utf8');
  });
}

describe('noRawHtml', () => {
  it('drops the assignment and keeps what is around it', async () => {
    const output = await buildWith(SETS);

    expect(output).not.toContain('innerHTML');
    expect(output).toContain('t.done = true');
  });

  it('does so in the popup’s own module too', async () => {
    const output = await buildWith(SETS, undefined, './node_modules/preact/dist/preact.mjs?popup');

    expect(output).not.toContain('innerHTML');
    expect(output).toContain('t.done = true');
  });

  it.each([
    ['none', 'export function set(t, h) { t.innerHTML = String(h); }', /0 assignments/],
    ['two', `${SETS}\n${SETS.replace('set', 'again')}\nset(again, {});`, /2 assignments/],
  ])('fails where there are %s', async (_, code, reason) => {
    await expect(buildWith(code)).rejects.toThrow(reason);
  });

  it('fails where Preact has moved to a file it does not know', async () => {
    await expect(buildWith(SETS, 'preact.core.mjs')).rejects.toThrow('its raw HTML is still in');
  });
});
