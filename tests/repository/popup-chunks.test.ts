/** The popup's own modules, seen in planted pages that are built for real. */
import { join } from 'node:path';
import { build, type Rolldown } from 'vite';
import { describe, expect, it } from 'vitest';
import { plainImports } from '../../scripts/plain-imports.mjs';
import { popupChunks } from '../../scripts/popup-chunks.mjs';
import { inTemporaryFolder, plant } from '../support/tool';

const PAGE = '<!doctype html><div id="root"></div><script type="module" src="./main.js"></script>';
const FILES = {
  'src/popup/popup.html': PAGE,
  'src/popup/main.js': `import { first, log } from '../ui/both.js';
    import { named } from 'library';
    log(first, named);
    import('./later.js').then(({ later }) => log(later));`,
  'src/popup/later.js': `import { second } from '../ui/both.js';\nexport const later = 'later ' + second;`,
  'src/other/other.html': PAGE,
  'src/other/main.js': `import { first, log, others } from '../ui/both.js';
    import { named } from 'library';
    log(first, named, others);
    import('./much.js').then(({ much }) => log(much));`,
  'src/other/much.js': `export const much = 'much';`,
  'src/ui/both.js': `export const log = (...all) => console.log(...all, new Date());
    export const first = Math.max(1), second = 'the second', others = 'of the others';`,
  'node_modules/library/package.json': '{"type":"module","main":"index.js"}',
  'node_modules/library/index.js': `export const named = 'the library';`,
};

function buildPages(): Promise<readonly Rolldown.OutputChunk[]> {
  return inTemporaryFolder(async (root) => {
    plant(root, FILES);
    const built = await build({
      root,
      configFile: false,
      logLevel: 'silent',
      plugins: [plainImports(), popupChunks()],
      build: {
        write: false,
        rolldownOptions: {
          input: {
            popup: join(root, 'src/popup/popup.html'),
            other: join(root, 'src/other/other.html'),
          },
        },
      },
    });
    // Cast: without a watcher it is the output of one build.
    const { output } = built as Rolldown.RolldownOutput;
    return output.filter((each) => each.type === 'chunk');
  });
}

describe('popupChunks', () => {
  it('makes one file for the first paint, and one for what the popup loads later', async () => {
    const chunks = await buildPages();

    const popup = chunks.find(({ name, isEntry }) => isEntry && name === 'popup');
    expect(popup?.imports).toEqual([]);
    expect(popup?.dynamicImports).toHaveLength(1);
    const later = chunks.find(({ fileName }) => fileName === popup?.dynamicImports[0]);
    expect(later?.imports).toEqual([popup?.fileName]);
    expect(popup?.code).toContain('the library');
  });

  it('leaves out what only another page uses of a module', async () => {
    const chunks = await buildPages();

    const holders = chunks.filter(({ code }) => code.includes('of the others'));
    expect(holders.map(({ name }) => name)).toEqual(['other']);
    const other = holders[0];
    expect(other?.imports).toEqual([]);
  });
});
