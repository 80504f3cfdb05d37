/** The commands people type, and that they work from a bare clone. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scripts } from '../../package.json';
import { ROOT, runTool } from '../support/tool';

describe('the commands', () => {
  it('are those that the README names', () => {
    const readme = readFileSync('README.md', 'utf8');

    for (const name of Object.keys(scripts)) {
      expect(readme).toMatch(new RegExp(`npm (run )?${name}`));
    }
  });

  it.each(Object.entries(scripts))('prepare the clone first: npm run %s', (_, script) => {
    expect(script).toMatch(/^node scripts\/prepare\.mjs( --browser)?( --servers)? && /);
  });

  it('rely on no pre and post hooks, which ignore-scripts switches off with the rest', () => {
    expect(readFileSync('.npmrc', 'utf8')).toContain('ignore-scripts=true');
    expect(Object.keys(scripts).filter((name) => /^(pre|post)/.test(name))).toEqual([]);
  });
});

describe('stages', () => {
  it.each([['no-such-stage'], ['types', 'no-such-stage'], []])('refuses %j %j', (...names) => {
    const { status, stderr } = runTool('../scripts/stages.mjs', names, ROOT);

    expect(status).toBe(2);
    expect(stderr).toContain(
      'Stages are types, lint, unused, unit, slow, build, package, e2e, bench, trust',
    );
  });

  it('has the stages that the commands name', () => {
    const named = [scripts.test, scripts.check].flatMap(
      (script) => script.split('stages.mjs ')[1]?.split(' ') ?? [],
    );
    const { stderr } = runTool('../scripts/stages.mjs', ['none'], ROOT);

    for (const name of named) expect(stderr).toContain(name);
  });
});
