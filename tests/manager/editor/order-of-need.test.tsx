// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Origin } from '../../../src/domain/site';
import { drawEditor, field, press, STORED, type } from '../../support/editor';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
afterEach(cleanup);

const SITE = 'https://api.test:8443';
const USER = 'User name or API key';
const PASSWORD = 'Password or API secret';

const options = () => screen.getByText('Options').closest('details');
const focused = () => (document.activeElement as HTMLInputElement | null)?.labels?.[0]?.textContent;
const chip = () => document.querySelector('.site-chip');

/** Whether one control comes before another. */
const isBefore = (one: Element, other: Element) =>
  Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);

describe('a new form', () => {
  it('asks for the credential, then the site, then the name, and folds up the rest', async () => {
    await drawEditor({});

    const order = ['Authentication scheme', USER, PASSWORD, 'Site', 'Name', 'Note (optional)'];
    const fields = order.map((label) => field(label));
    for (const [index, one] of fields.slice(1).entries()) {
      expect(isBefore(fields[index] as Element, one)).toBe(true);
    }
    expect(options()?.open).toBe(false);
    for (const label of ['Note (optional)', /^Only under this path/, /^Only under these paths/]) {
      expect(options()?.contains(field(label))).toBe(true);
    }
    expect(options()?.contains(field('Name'))).toBe(false);
  });

  it('begins in the first field that is empty', async () => {
    await drawEditor({ site: SITE });
    expect(focused()).toBe(USER);
  });

  it('shows the site that the user came with, and lets it be changed', async () => {
    const { saves } = await drawEditor({ site: SITE });
    expect(chip()?.textContent).toContain(SITE);
    expect(screen.queryByLabelText('Site')).toBeNull();

    await press('Change');

    expect(field('Site').value).toBe(SITE);
    expect(focused()).toBe('Site');
    type('Site', 'https://other.test');
    await Promise.resolve();
    press('Save');
    expect(saves()).toMatchObject([{ profile: { sites: [{ url: 'https://other.test' }] } }]);
  });

  it('opens the options where a pasted address has a path', async () => {
    await drawEditor({});

    type('Site', 'https://api.test/v1');
    await Promise.resolve();
    await fireEvent.blur(field('Site'));

    await vi.waitFor(() => expect(options()?.open).toBe(true));
    expect(screen.getByText(/^Only under \/v1\. Change that/)).toBeDefined();
  });

  it('opens the options where a field in there has a problem', async () => {
    const failure = { code: 'site-invalid', field: 'sites.0.path', problem: 'path-without-slash' };
    await drawEditor({ site: SITE }, { ok: false, failure: failure as never });

    await press('Save');

    await vi.waitFor(() => expect(options()?.open).toBe(true));
    await vi.waitFor(() => expect(focused()).toMatch(/^Only under this path/));
  });

  it('puts a further header among the others, and the focus into it', async () => {
    await drawEditor({ site: SITE });

    await press('+ Another header');

    const [first, second] = screen.getAllByLabelText('Authentication scheme');
    expect(document.activeElement).toBe(second);
    expect(options()?.contains(second as Node)).toBe(false);
    expect(isBefore(first as Element, second as Element)).toBe(true);
    // Each header now has its own paths.
    expect(screen.getAllByLabelText(/^Only under these paths/)).toHaveLength(2);
  });
});

describe('the name', () => {
  it('follows the text of the other fields, until the user changes it', async () => {
    const { saves } = await drawEditor({ site: SITE });
    expect(field('Name').value).toBe('Basic at api.test:8443');

    type(USER, 'ada');
    type(PASSWORD, '1234');
    await vi.waitFor(() => expect(field('Name').value).toBe('ada at api.test:8443'));
    type('Name', 'Ada');
    type(USER, 'bob');
    await Promise.resolve();
    press('Save');

    expect(saves()).toMatchObject([{ profile: { name: 'Ada' } }]);
  });

  it('is saved as suggested', async () => {
    const { saves } = await drawEditor({ site: SITE });

    press('Save');

    expect(saves()).toMatchObject([{ profile: { name: 'Basic at api.test:8443' } }]);
  });

  it('is selected at the focus while it is a suggestion', async () => {
    await drawEditor({ site: SITE });
    const name = field('Name');
    const selected = () => [name.selectionStart, name.selectionEnd];

    await fireEvent.focus(name);
    expect(selected()).toEqual([0, name.value.length]);

    type('Name', 'Mine');
    await Promise.resolve();
    name.setSelectionRange(2, 2);
    await fireEvent.click(name);
    expect(selected()).toEqual([2, 2]);
  });

  it('of a stored profile stays as it is', async () => {
    await drawEditor({ stored: STORED });
    await screen.findByRole('button', { name: 'Replace' });
    await press('Replace');
    type(USER, 'ada');
    type(PASSWORD, '1234');
    await Promise.resolve();

    expect(field('Name').value).toBe(STORED.name);
  });
});

describe('a stored profile', () => {
  it('shows its site with the path, and opens the options that it uses', async () => {
    await drawEditor({ stored: STORED });

    expect(chip()?.textContent).toContain('https://api.test/v1');
    expect(options()?.open).toBe(true);
  });

  it('keeps the options folded up where they are those of a new form', async () => {
    const headers = STORED.headers.map((each) => ({ ...each, methods: [] }));
    const sites = [{ origin: 'https://api.test' as Origin, path: '/' as never }];
    await drawEditor({ stored: { ...STORED, headers, sites } });

    expect(options()?.open).toBe(false);
  });
});
