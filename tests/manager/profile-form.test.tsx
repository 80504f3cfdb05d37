// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ProfileSummary } from '../../src/domain/app-state';
import type { HeaderSpecId, ProfileId } from '../../src/domain/profile';
import type { Origin, PathScope } from '../../src/domain/site';
import { ProfileForm } from '../../src/manager/views/profile-form';
import type { Reply, Request } from '../../src/protocol/messages';
import { schemes } from '../../src/schemes';
import { asked } from '../support/fake-extension-api';

vi.mock('../../src/platform/extension-api', () => import('../support/fake-extension-api'));
beforeEach(() => asked.splice(0));
afterEach(cleanup);

const accepted: Reply = {
  ok: true,
  state: { vault: 'unlocked', profiles: [], picks: {}, allowed: [], schemes: [] },
};
const summaries = schemes.map(({ id, fields }) => ({ id, fields }));
const stored: ProfileSummary = {
  id: 'p' as ProfileId,
  name: 'Sandbox admin',
  sites: [{ origin: 'https://api.test' as Origin, path: '/v1' as PathScope }],
  headers: [{ id: 'h' as HeaderSpecId, schemeId: 'basic', status: { state: 'idle' } }],
};

function draw(more: { site?: string; stored?: ProfileSummary }, reply: Reply = accepted) {
  const sent: Request[] = [];
  const onDone = vi.fn();
  const send = async (request: Request) => {
    sent.push(request);
    return reply;
  };
  render(<ProfileForm schemes={summaries} send={send} onDone={onDone} {...more} />);
  return { sent, onDone };
}

const field = (label: string | RegExp) => screen.getByLabelText<HTMLInputElement>(label);
const type = (label: string | RegExp, value: string) =>
  fireEvent.input(field(label), { target: { value } });
const save = () => fireEvent.click(screen.getByRole('button', { name: 'Save' }));

describe('ProfileForm', () => {
  it('sends a new profile, and asks for its site in the same tick', async () => {
    const { sent, onDone } = draw({ site: 'https://api.test:8443' });

    type('Name', 'Admin');
    type('User name or API key', 'abcd');
    type('Password or API secret', '1234');
    await Promise.resolve();
    save();

    // Not awaited yet: a browser asks only within the gesture.
    expect(asked).toEqual(['https://api.test/*']);
    await vi.waitFor(() => expect(onDone).toHaveBeenCalledOnce());
    expect(sent).toEqual([
      {
        type: 'profile/save',
        profile: {
          name: 'Admin',
          sites: [{ url: 'https://api.test:8443', path: '' }],
          headers: [{ schemeId: 'basic', fields: { username: 'abcd', password: '1234' } }],
        },
        pick: true,
      },
    ]);
  });

  it('moves the path of a pasted address to where it can be seen', async () => {
    draw({});

    type('Site', 'https://api.test/v1/Orders?page=2');
    await fireEvent.blur(field('Site'));

    await vi.waitFor(() => expect(field('Site').value).toBe('https://api.test'));
    expect(field(/Only under this path/).value).toBe('/v1/Orders');
  });

  it.each(summaries)('asks for the fields of $id, secrets masked', async ({ id, fields }) => {
    draw({});

    await fireEvent.change(field('What to send'), { target: { value: id } });

    for (const { name, kind } of fields) {
      const label = { username: /^User name/, password: /^Password/ }[name] ?? /^Private key/;
      expect(field(label).type).toBe(kind === 'secret' ? 'password' : 'text');
      expect(field(label).autocomplete).toBe('off');
    }
  });

  it('keeps a stored credential without showing it', async () => {
    const { sent } = draw({ stored });

    expect(screen.queryByLabelText(/^Password/)).toBeNull();
    await save();

    expect(sent).toMatchObject([
      { profile: { id: 'p', headers: [{ id: 'h', schemeId: 'basic' }] } },
    ]);
    expect(JSON.stringify(sent)).not.toContain('fields');
  });

  it('replaces a stored credential where asked to', async () => {
    const { sent } = draw({ stored });

    fireEvent.click(screen.getByRole('button', { name: 'Replace' }));
    await screen.findByLabelText(/^Password/);
    type('User name or API key', 'new');
    await Promise.resolve();
    await save();

    expect(sent).toMatchObject([
      { profile: { headers: [{ id: 'h', fields: { username: 'new' } }] } },
    ]);
  });

  it('says what is wrong beside the field at fault, and stays', async () => {
    const { onDone } = draw(
      { site: 'https://api.test' },
      {
        ok: false,
        failure: { code: 'credential-invalid', field: 'username', problem: 'contains-colon' },
      },
    );

    await save();

    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('cannot contain a colon');
    expect(field('User name or API key').getAttribute('aria-describedby')).toBe(alert.id);
    expect(onDone).not.toHaveBeenCalled();
  });
});
