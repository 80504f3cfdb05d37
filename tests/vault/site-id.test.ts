import { describe, expect, it } from 'vitest';
import type { Origin } from '../../src/domain/site';
import { newDataKey } from '../../src/vault/data-key';
import { keyIdOf, siteIdOf, siteIdsOf } from '../../src/vault/site-id';

// Cast: as the parser returns them.
const SITES = [
  'https://api.test',
  'https://api.test:8443',
  'https://b.test',
] as string[] as Origin[];

describe('the id of a site', () => {
  it('is the same for the same key, and another one for each site and key', async () => {
    const [one, other] = [newDataKey(), newDataKey()];
    const ids = [...(await siteIdsOf(one, SITES)), ...(await siteIdsOf(other, SITES))];

    expect(new Set([...ids, await keyIdOf(one), await keyIdOf(other)]).size).toBe(8);
    expect(await siteIdsOf(one, SITES)).toEqual(ids.slice(0, 3));
    expect(await siteIdOf(one, SITES[1] as Origin)).toBe(ids[1]);
  });

  it('is by HKDF and HMAC with SHA-256 (RFC 5869, RFC 2104), as Node computes it', async () => {
    const { createHmac, hkdfSync } = await import('node:crypto');
    const key = newDataKey();
    const derived = hkdfSync(
      'sha256',
      Buffer.from(key, 'base64'),
      '',
      'keybearer: sites of tabs',
      32,
    );
    const [site = ''] = SITES;
    const digest = createHmac('sha256', Buffer.from(derived)).update(site).digest();

    expect(await siteIdOf(key, site as Origin)).toBe(digest.subarray(0, 16).toString('base64'));
  });
});
