// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { drawEditor, field, press, type } from '../../support/editor';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
afterEach(cleanup);

const select = (label: string, value: string) =>
  fireEvent.change(field(label), { target: { value } });

describe('a form', () => {
  it('asks for the encoding of a secret under HS256 only, and sends none that was left there', async () => {
    const { saves } = await drawEditor({ site: 'https://api.test' });
    await select('Authentication scheme', 'jwt-signed');
    await select('Algorithm', 'HS256');
    await select('Encoding of the secret', 'hex');
    expect(field('Secret (text or JWK)')).toBeDefined();

    await select('Algorithm', 'ES256');

    expect(screen.queryByLabelText('Encoding of the secret')).toBeNull();
    expect(field(/^Private key/)).toBeDefined();
    await press('Save');
    const [{ profile } = {}] = saves();
    expect(profile?.headers[0]?.fields).toMatchObject({ algorithm: 'ES256' });
    expect(profile?.headers[0]?.fields).not.toHaveProperty('secretEncoding');
  });

  it('has the choice again when it fits again', async () => {
    await drawEditor({});
    await select('Authentication scheme', 'jwt-signed');
    await select('Algorithm', 'HS256');
    await select('Encoding of the secret', 'hex');

    await select('Algorithm', 'ES256');
    await select('Algorithm', 'HS256');

    expect(field('Encoding of the secret').value).toBe('hex');
  });

  it.each(['oauth2-authorization-code', 'oauth2-device-code'])(
    'asks how %s sends the client’s secret once there is one',
    async (scheme) => {
      await drawEditor({});
      await select('Authentication scheme', scheme);
      expect(screen.queryByLabelText('Client authentication')).toBeNull();

      type(/^Client secret/, 's');

      expect(await screen.findByLabelText('Client authentication')).toBeDefined();
    },
  );
});
