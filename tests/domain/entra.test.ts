import { describe, expect, it } from 'vitest';
import { isTenantOf, tenantTemplate } from '../../src/domain/entra';

const HOST = 'https://login.microsoftonline.com';
const TENANT = '9188040d-6c67-4c5b-b112-36a304b66dad';
const COMMON = `${HOST}/common/v2.0`;

describe('tenantTemplate', () => {
  it.each([
    [COMMON, `${HOST}/{tenantid}/v2.0`],
    [
      'https://login.microsoftonline.us/organizations/v2.0',
      'https://login.microsoftonline.us/{tenantid}/v2.0',
    ],
  ])('of %s is %s', (issuer, template) => {
    expect(tenantTemplate(issuer)).toBe(template);
  });

  it.each([
    `${HOST}/${TENANT}/v2.0`,
    `${HOST}/common`,
    `${HOST}/common/v2.0/x`,
    `http://login.microsoftonline.com/common/v2.0`,
    `https://evil.test/login.microsoftonline.com/common/v2.0`,
    `https://login.microsoftonline.com:8443/common/v2.0`,
  ])('there is none for %s', (issuer) => {
    expect(tenantTemplate(issuer)).toBeUndefined();
  });
});

describe('isTenantOf', () => {
  it('takes the issuer of a tenant', () => {
    expect(isTenantOf(COMMON, `${HOST}/${TENANT}/v2.0`)).toBe(true);
  });

  it.each([
    [COMMON, `${HOST}/${TENANT}/v2.0/`],
    [COMMON, `${HOST}/${TENANT}/v1.0`],
    [COMMON, `https://login.microsoftonline.us/${TENANT}/v2.0`],
    [COMMON, `${HOST}/{tenantid}/v2.0`],
    [COMMON, `${HOST}/${TENANT}/../x/v2.0`],
    [COMMON, 'https://evil.test'],
    [COMMON, ''],
    [`${HOST}/${TENANT}/v2.0`, `${HOST}/${TENANT}/v2.0`],
    ['https://auth.test/common/v2.0', `https://auth.test/${TENANT}/v2.0`],
  ])('of %s does not take %j', (issuer, sent) => {
    expect(isTenantOf(issuer, sent)).toBe(false);
  });
});
