import { describe, expect, it } from 'vitest';
import { lintProblems } from '../../scripts/lint-report.mjs';
import { inTemporaryFolder, plant, ROOT, runTool } from '../support/tool';

const EMPTY = { errors: [], warnings: [], notices: [] };
const MESSAGE = { code: 'SOME_CODE', message: 'Something', file: 'a.js', line: 3 };

describe('lintProblems', () => {
  it('has none with an empty report', () => {
    expect(lintProblems(JSON.stringify(EMPTY))).toEqual([]);
  });

  it.each(['errors', 'warnings', 'notices'])('counts %s', (kind) => {
    const report = { ...EMPTY, [kind]: [MESSAGE] };

    expect(lintProblems(JSON.stringify(report))).toEqual([`${kind}: SOME_CODE a.js:3 Something`]);
  });

  it.each(['', 'web-ext: command not found', '{}', '{"errors":[]}'])(
    'takes %j for no report',
    (output) => {
      expect(lintProblems(output)).toEqual(['web-ext lint: no report']);
    },
  );
});

describe('the check of the package', () => {
  it('fails on a mere warning, with which the linter itself is content', async () => {
    await inTemporaryFolder((folder) => {
      plant(folder, {
        'manifest.json': JSON.stringify({
          manifest_version: 3,
          name: 'Planted',
          version: '1.0',
          browser_specific_settings: { gecko: { id: 'planted@planted.test' } },
          background: { scripts: ['a.js'] },
        }),
        'a.js': 'document.body.innerHTML = location.hash;',
      });

      const { status, stderr } = runTool('../scripts/lint-package.mjs', [folder], ROOT);

      expect(status).toBe(1);
      expect(stderr).toContain('warnings: UNSAFE_VAR_ASSIGNMENT a.js:1');
    });
  });
});
