// @vitest-environment happy-dom
/** A program that fills in the form does so in one task, and the form is drawn again only after it. */
import { cleanup } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { drawEditor, field } from '../../support/editor';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
afterEach(cleanup);

/** As such a program does: each event at once, and nothing is drawn in between. */
function fillAt(label: string | RegExp, value: string): void {
  const input = field(label);
  input.value = value;
  for (const event of ['input', 'change', 'blur']) {
    input.dispatchEvent(new Event(event, { bubbles: event !== 'blur' }));
  }
}

describe('fields that are filled and left in one task', () => {
  it('keep the site, with its path apart', async () => {
    await drawEditor({});

    fillAt('Site', 'https://api.test/v1');

    await vi.waitFor(() => expect(field(/Only under this path/).value).toBe('/v1'));
    expect(field('Site').value).toBe('https://api.test');
  });

  it('keep the site beside another part of it', async () => {
    await drawEditor({});

    fillAt('Site', 'https://api.test');
    fillAt(/Only under this path/, '/v2');

    await vi.waitFor(() => expect(field(/Only under this path/).value).toBe('/v2'));
    expect(field('Site').value).toBe('https://api.test');
  });

  it('keep the user name beside the password', async () => {
    await drawEditor({});

    fillAt('User name or API key', 'ada');
    fillAt('Password or API secret', 'secret');

    await vi.waitFor(() => expect(field('Password or API secret').value).toBe('secret'));
    expect(field('User name or API key').value).toBe('ada');
  });
});
