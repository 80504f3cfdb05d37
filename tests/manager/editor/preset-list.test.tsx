// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { drawEditor, field, press, type } from '../../support/editor';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
afterEach(cleanup);

const SEARCH = 'Find a provider, a header or a host';
const list = () => within(screen.getByLabelText(SEARCH).closest('.presets') as HTMLElement);
const rows = () => list().getAllByRole('button');
const focused = () => document.activeElement?.querySelector('span')?.textContent;
const isOpen = () => screen.getByText('Start from a template').closest('details')?.open;

const key = async (pressed: string) => {
  fireEvent.keyDown(document.activeElement as Element, { key: pressed });
  await Promise.resolve();
};

async function search(query: string) {
  field(SEARCH).focus();
  await type(SEARCH, query);
}

describe('the list of templates', () => {
  it('shows those that the search finds, and says how many there are', async () => {
    await drawEditor({});

    await search('gitlab');

    expect(
      list()
        .getAllByRole('listitem')
        .map((each) => each.textContent),
    ).toEqual(['GitLabgitlab.com']);
    expect(list().getByRole('status').textContent).toBe('Templates: 1');
  });

  it('says where to go on if it finds none', async () => {
    await drawEditor({});

    await search('no such provider');

    expect(list().getByRole('status').textContent).toMatch(/^No template matches/);
  });

  it('takes the first one by Enter, and does not save', async () => {
    const { saves } = await drawEditor({});
    await search('x-vault-token');

    await key('Enter');

    expect(screen.getByText('Template: HashiCorp Vault.')).toBeDefined();
    expect(field('Header name').value).toBe('X-Vault-Token');
    expect(saves()).toEqual([]);
  });

  it('takes none by Enter before the user has typed', async () => {
    const { saves } = await drawEditor({});
    await search('');

    await key('Enter');

    expect(screen.queryByText(/^Template:/)).toBeNull();
    expect(saves()).toEqual([]);
  });

  it('is walked with the arrow keys, and back to the search', async () => {
    await drawEditor({});
    await search('gluwa');

    await key('ArrowDown');
    expect(focused()).toBe('Gluwa sandbox, BTC');
    await key('ArrowDown');
    await key('ArrowDown');
    expect(focused()).toBe('Gluwa, BTC');
    await key('End');
    await key('ArrowDown');
    expect(focused()).toBe('Gluwa, Gluwacoin');
    await key('Home');
    await key('ArrowUp');
    expect(document.activeElement).toBe(field(SEARCH));
  });

  it('has one stop for the Tab key', async () => {
    await drawEditor({});
    await search('gluwa');
    await key('ArrowDown');
    await key('ArrowDown');

    expect(rows().map((each) => each.tabIndex)).toEqual([-1, 0, -1, -1]);
  });

  it('empties the search by Escape', async () => {
    await drawEditor({});
    await search('gluwa');

    await key('Escape');

    expect(field(SEARCH).value).toBe('');
  });
});

describe('a chosen template', () => {
  it('folds the list up, and says what to paste beside the field', async () => {
    await drawEditor({});

    await press('GitLab');

    expect(isOpen()).toBe(false);
    expect(screen.getByText('A personal, project or group access token.')).toBeDefined();
  });

  it('says no more what to paste once another scheme is chosen', async () => {
    await drawEditor({});
    await press('Talend (Token)');
    expect(screen.getByText(/^The key generated for the consumer/)).toBeDefined();

    fireEvent.change(field('Authentication scheme'), { target: { value: 'api-key' } });
    await Promise.resolve();

    expect(screen.queryByText(/^The key generated for the consumer/)).toBeNull();
  });

  it('says what a site looks like while there is none', async () => {
    await drawEditor({});
    await press('Jira Cloud');
    expect(screen.getByText('https://{your-domain}.atlassian.net')).toBeDefined();

    await type('Site', 'https://ada.atlassian.net');

    expect(screen.queryByText('https://{your-domain}.atlassian.net')).toBeNull();
  });
});

describe('the site that the user came with', () => {
  const offer = (name: string) => `Use the template for ${name}`;

  it('has its template by one click', async () => {
    const { saves } = await drawEditor({ site: 'https://api.notion.com' });

    await press(offer('Notion'));
    await type('Token', 'ntn_madeup');
    await press('Save');

    expect(saves()).toMatchObject([
      {
        profile: {
          name: 'Notion',
          sites: [{ url: 'https://api.notion.com' }],
          headers: [
            { schemeId: 'bearer', fields: { token: 'ntn_madeup' } },
            { fields: { headerName: 'Notion-Version', value: '2026-03-11' } },
          ],
        },
      },
    ]);
    expect(screen.queryByRole('button', { name: offer('Notion') })).toBeNull();
  });

  it('has none if no row has its host', async () => {
    await drawEditor({ site: 'https://api.example.com' });

    expect(screen.queryByRole('button', { name: /^Use the template for/ })).toBeNull();
  });

  it('is not guessed while the user types one', async () => {
    await drawEditor({});

    await type('Site', 'https://api.notion.com');

    expect(screen.queryByRole('button', { name: /^Use the template for/ })).toBeNull();
  });
});
