/** The preview of a backup names each server that the restored vault can use. */
import fc from 'fast-check';
import { expect } from 'vitest';
import { previewOf } from '../../../src/app/backup/preview-backup';
import { merged, replaced } from '../../../src/app/backup/restored-content';
import { addressesOf } from '../../../src/app/tokens/asked-addresses';
import { decodeBackup } from '../../../src/backup/decode-backup';
import { encodeBackup } from '../../../src/backup/encode-backup';
import { findScheme } from '../../../src/schemes';
import { EMPTY_CONTENT } from '../../../src/vault/content';
import { arbitraryContent } from '../../support/arbitrary-content';
import { proves, rounds } from '../../support/proves';

const NOW = 1;

/** The host of each address that stands anywhere in a value. */
function hostsIn(value: unknown): readonly string[] {
  // A password such as `p:x` is a URL too, without a host.
  if (typeof value === 'string') return [URL.parse(value)?.host ?? ''].filter(Boolean);
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(hostsIn);
}

proves('T12', 'the preview of a backup leaves out no server', (tried) => {
  const earlier = new Set<string>();
  fc.assert(
    fc.property(arbitraryContent, (content) => {
      const fieldsOf = (id: string, credential: unknown) => findScheme(id).fieldsOf(credential);
      const backup = decodeBackup(encodeBackup(content, NOW, fieldsOf));

      const { profiles } = previewOf(backup, EMPTY_CONTENT, NOW);

      for (const restore of [merged, replaced]) {
        const restored = restore(EMPTY_CONTENT, { backup, used: [], now: NOW });
        expect(profiles.map(({ name }) => name)).toEqual(restored.profiles.map(({ name }) => name));
        for (const [index, { servers = [] }] of profiles.entries()) {
          const { headers = [] } = restored.profiles[index] ?? {};
          expect(servers).toEqual(expect.arrayContaining([...hostsIn(headers)]));
          for (const header of headers) {
            const { previousCredential: previous } = header;
            if (previous && hostsIn(previous).length > 0) earlier.add(previous.schemeId);
            const asked = [header, previous].map((each) => each && addressesOf(each));
            expect(servers).toEqual(expect.arrayContaining([...hostsIn(asked)]));
          }
        }
        tried();
      }
    }),
    { numRuns: rounds({ short: 30, full: 1_000 }) },
  );
  // Otherwise it would prove nothing about replaced credentials.
  expect(earlier.size).toBeGreaterThan(2);
});
