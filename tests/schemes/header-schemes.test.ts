/** The schemes that put one pasted value into a header. */
import { describe, expect, it } from 'vitest';
import { findScheme } from '../../src/schemes';

const now = 1_587_674_497_000;

describe('issue', () => {
  it.each([
    // RFC 6750 §2.1.
    ['bearer', { token: 'mF_9.B5f-4.1JqM' }, 'Authorization', 'Bearer mF_9.B5f-4.1JqM'],
    // Talend documentation, "Securing the API".
    ['token', { key: 'abc-123' }, 'Authorization', 'Token abc-123'],
    ['api-key', { headerName: 'X-API-Key', key: 'abc' }, 'X-API-Key', 'abc'],
    ['custom-header', { headerName: 'X-Tenant', value: 'a b' }, 'X-Tenant', 'a b'],
  ])('of %s makes one header that does not age', async (id, fields, name, value) => {
    const scheme = findScheme(id);

    const issued = await scheme.issue(scheme.parse(fields), { now });

    expect(issued).toEqual({ header: { name, value } });
  });
});
