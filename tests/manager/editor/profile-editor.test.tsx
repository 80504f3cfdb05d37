// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { askedFields } from '../../../src/domain/fitting-fields';
import { drawEditor, field, press, STORED, summaries, type } from '../../support/editor';
import { asked, textOf } from '../../support/fake-extension-api';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
beforeEach(() => asked.splice(0));
afterEach(cleanup);

const save = () => press('Save');

/** The element's type for each kind of field. */
const DRAWN_AS = {
  endpoint: 'text',
  page: 'text',
  issuer: 'text',
  text: 'text',
  lines: 'textarea',
  secret: 'password',
  'secret-lines': 'textarea',
  choice: 'select-one',
  silent: 'checkbox',
} as const;

describe('ProfileEditor', () => {
  it('sends a new profile, and asks for its site in the same tick', async () => {
    const { saves, onDone } = await drawEditor({ site: 'https://api.test:8443' });

    type('Name', 'Admin');
    type('User name or API key', 'abcd');
    type('Password or API secret', '1234');
    await Promise.resolve();
    save();

    // Checked before any await: browsers ask only in the tick of the click.
    expect(asked).toEqual(['https://api.test/*']);
    await vi.waitFor(() => expect(onDone).toHaveBeenCalledOnce());
    expect(saves()).toMatchObject([
      {
        type: 'profile/save',
        profile: {
          name: 'Admin',
          revision: 0,
          sites: [{ url: 'https://api.test:8443', path: '' }],
          headers: [{ schemeId: 'basic', fields: { username: 'abcd', password: '1234' } }],
        },
        pick: true,
      },
    ]);
  });

  it('asks for no site while the draft cannot be saved as it is', async () => {
    await drawEditor({ site: 'https://api.test' });

    type(/Only under this path/, 'v1');
    await Promise.resolve();
    save();

    expect(asked).toEqual([]);
  });

  it('keeps a pasted path when Enter saves before the field is left', async () => {
    const { saves } = await drawEditor({});

    type('Site', 'https://api.test/v1/Orders');
    await Promise.resolve();
    save();

    expect(saves()).toMatchObject([
      { profile: { sites: [{ url: 'https://api.test', path: '/v1/Orders' }] } },
    ]);
  });

  it('moves the path of a pasted address to where it can be seen', async () => {
    await drawEditor({});

    type('Site', 'https://api.test/v1/Orders?page=2');
    await fireEvent.blur(field('Site'));

    await vi.waitFor(() => expect(field('Site').value).toBe('https://api.test'));
    expect(field(/Only under this path/).value).toBe('/v1/Orders');
  });

  it.each(summaries)('asks for the fields of $id, secrets masked', async ({ id, fields }) => {
    await drawEditor({});

    await fireEvent.change(field('Authentication scheme'), { target: { value: id } });

    for (const { name, kind, isOptional } of askedFields(fields, {})) {
      // Not drawn here: this browser has one redirect address.
      if (kind === 'redirect') continue;
      const label = textOf(`field_${id.replaceAll('-', '_')}_${name}`);
      const drawn = field(isOptional ? textOf('fieldOptional', [label]) : label);
      expect(drawn.type).toBe(DRAWN_AS[kind]);
      expect(drawn.classList.contains('masked')).toBe(kind === 'secret-lines');
      expect(drawn.getAttribute('autocomplete')).toBe('off');
    }
  });

  it('shows a doubt with its fix and its excuse, and fixes it', async () => {
    const findings = [
      { field: 'password', problem: 'space-around', severity: 'doubtful' },
    ] as const;
    const { saves } = await drawEditor({ report: { findings, facts: [] } });

    type('Password or API secret', 'secret ');
    await Promise.resolve();
    fireEvent.click(await screen.findByRole('button', { name: 'Fix it' }));
    await Promise.resolve();
    save();

    expect(saves()).toMatchObject([{ profile: { headers: [{ fields: { password: 'secret' } }] } }]);
  });

  it('tells the background what the user has said is meant', async () => {
    const findings = [
      { field: 'password', problem: 'space-around', severity: 'doubtful' },
    ] as const;
    const { saves } = await drawEditor({ report: { findings, facts: [] } });

    type('Password or API secret', 'secret ');
    await Promise.resolve();
    fireEvent.click(await screen.findByRole('button', { name: 'Use it as it is' }));
    await Promise.resolve();
    save();

    expect(saves()).toMatchObject([
      { profile: { headers: [{ fields: { password: 'secret ' }, accepted: ['space-around'] }] } },
    ]);
  });

  it('shows what the credential tells of itself', async () => {
    await drawEditor({
      report: { findings: [], facts: [{ kind: 'jwt-subject', value: 'alice' }] },
    });

    type('Password or API secret', 'x');

    expect(await screen.findByText('alice')).toBeDefined();
  });

  it('shows what a stored credential tells of itself, until it is replaced', async () => {
    await drawEditor({ stored: STORED, facts: [{ kind: 'jwt-subject', value: 'alice' }] });
    expect(await screen.findByText('alice')).toBeDefined();

    await press('Replace');

    expect(screen.queryByText('alice')).toBeNull();
  });

  it('begins from a preset', async () => {
    const { saves } = await drawEditor({});

    fireEvent.click(screen.getByRole('button', { name: 'Gluwa, BTC' }));
    await Promise.resolve();
    save();

    expect(saves()).toMatchObject([
      {
        profile: {
          sites: [{ url: 'https://api.gluwa.com' }],
          headers: [
            { schemeId: 'gluwa-bitcoin', paths: expect.arrayContaining(['/V1/Quotes']) },
            { schemeId: 'basic', paths: expect.arrayContaining(['/v1/Orders']) },
          ],
        },
      },
    ]);
  });

  it('begins from a preset that says more than the scheme', async () => {
    const { saves } = await drawEditor({});

    fireEvent.click(screen.getByRole('button', { name: 'GitHub App' }));
    await Promise.resolve();
    save();

    expect(saves()).toMatchObject([
      {
        profile: {
          sites: [{ url: 'https://api.github.com' }],
          headers: [
            {
              schemeId: 'jwt-signed',
              fields: { algorithm: 'RS256', lifetime: '540', prefix: 'Bearer' },
            },
          ],
        },
      },
    ]);
  });

  it('keeps a stored credential without showing it', async () => {
    const { saves } = await drawEditor({ stored: STORED });

    expect(screen.queryByLabelText(/^Password/)).toBeNull();
    await save();

    expect(saves()).toMatchObject([
      {
        profile: {
          id: 'p',
          revision: 3,
          colour: 'teal',
          headers: [{ id: 'h', schemeId: 'basic', methods: ['GET'] }],
        },
        pick: false,
      },
    ]);
    expect(JSON.stringify(saves())).not.toContain('fields');
  });

  it('replaces a stored credential where asked to', async () => {
    const { saves } = await drawEditor({ stored: STORED });

    fireEvent.click(await screen.findByRole('button', { name: 'Replace' }));
    await screen.findByLabelText(/^Password/);
    type('User name or API key', 'new');
    await Promise.resolve();
    await save();

    expect(saves()).toMatchObject([
      { profile: { headers: [{ id: 'h', fields: { username: 'new' } }] } },
    ]);
  });

  it('shows and sends after how many days to be reminded', async () => {
    const { saves } = await drawEditor({ stored: { ...STORED, rotateEveryDays: 30 } });
    expect(field(/^Remind me after/).value).toBe('30');

    type(/^Remind me after/, '90');
    await Promise.resolve();
    save();

    expect(saves()).toMatchObject([{ profile: { rotateEveryDays: '90' } }]);
  });

  it('says beside it what is no number of days', async () => {
    const failure = {
      code: 'profile-invalid',
      field: 'rotateEveryDays',
      problem: 'days-out-of-range',
    } as const;
    await drawEditor({ stored: STORED }, { ok: false, failure });

    await save();

    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('from 1 to 3650');
    expect(field(/^Remind me after/).getAttribute('aria-describedby')).toBe(alert.id);
  });

  it('says what is wrong beside the field at fault, and stays', async () => {
    const { onDone } = await drawEditor(
      { site: 'https://api.test' },
      {
        ok: false,
        failure: {
          code: 'credential-invalid',
          field: 'headers.0.username',
          problem: 'contains-colon',
        },
      },
    );

    await save();

    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('cannot contain a colon');
    expect(field('User name or API key').getAttribute('aria-describedby')).toBe(alert.id);
    expect(onDone).not.toHaveBeenCalled();
  });

  it('says at the form what no field on the screen can say', async () => {
    const failure = { code: 'credential-invalid', field: 'headers.0.privateKey' } as const;
    await drawEditor({ stored: STORED }, { ok: false, failure });

    await save();

    expect((await screen.findByRole('alert')).textContent).toContain('cannot be used');
  });
});
