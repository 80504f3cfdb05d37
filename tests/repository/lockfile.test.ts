import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json';
import lockfile from '../../package-lock.json';
import { lockfileProblems } from '../../scripts/lockfile-policy.mjs';

// Cast: JSON's type is one of its own for each entry, most of them without a key of ours.
const packages = lockfile.packages as Parameters<typeof lockfileProblems>[1];

describe('lockfileProblems', () => {
  it('has none with ours', () => {
    expect(lockfileProblems(packageJson, packages)).toEqual([]);
  });

  it.each([
    ['node_modules/x', { resolved: 'https://packages.test/x.tgz' }, /registry's address/],
    ['node_modules/x', { optionalDependencies: { '@x/linux': '1.0.0' } }, /optional @x\/linux/],
    ['node_modules/a/node_modules/x', { optionalDependencies: { y: '1' } }, /optional y/],
    ['node_modules/x', { hasInstallScript: true, dev: true }, /not reviewed/],
    ['node_modules/secp256k1', { hasInstallScript: true }, /what people get/],
  ])('complains of %s with %j', (place, entry, reason) => {
    const problems = lockfileProblems(packageJson, { ...packages, [place]: entry });

    expect(problems).toEqual([expect.stringMatching(reason)]);
  });

  it.each([
    { 'node_modules/x': { optionalDependencies: { y: '1' } }, 'node_modules/y': {} },
    {
      'node_modules/x': { optionalDependencies: { y: '1' } },
      'node_modules/x/node_modules/y': {},
    },
    {
      'node_modules/a/node_modules/x': { optionalDependencies: { y: '1' } },
      'node_modules/a/node_modules/y': {},
    },
  ])('finds an optional dependency wherever Node would: %j', (more) => {
    expect(lockfileProblems(packageJson, { ...packages, ...more })).toEqual([]);
  });

  it.each(['^1.0.0', '~1.0.0', '1', '*', 'latest', 'git+https://code.test/x.git'])(
    'complains of the version %s',
    (version) => {
      const changed = { ...packageJson, dependencies: { x: version } };

      expect(lockfileProblems(changed, packages)).toEqual([
        expect.stringMatching(/not one exact version/),
      ]);
    },
  );
});
