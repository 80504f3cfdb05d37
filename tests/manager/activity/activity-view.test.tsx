// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ActivityEntry } from '../../../src/domain/activity';
import type { Explained, TestResult } from '../../../src/domain/inquiry';
import type { Origin } from '../../../src/domain/site';
import { ActivityView } from '../../../src/manager/activity/activity-view';
import type { Command, Query } from '../../../src/protocol/messages';
import { profileOf, stateOf, withSettings } from '../../support/app-states';

const seen = vi.hoisted(() => ({ entries: [] as unknown[], saved: [] as string[][] }));

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
vi.mock('../../../src/platform/seen-activity', () => ({
  readActivity: async () => seen.entries,
  onActivity: () => () => {},
}));
vi.mock('../../../src/platform/handed-over', () => ({ takeAddress: async () => undefined }));
vi.mock('../../../src/manager/save-file', () => ({
  saveFile: (...file: string[]) => seen.saved.push(file),
}));

const API = 'https://api.test' as Origin;
const [first, second] = [profileOf(1, [API]), profileOf(2, [API])];

const FINE: ActivityEntry = {
  id: 1,
  at: Date.UTC(2026, 10, 27, 12),
  method: 'GET',
  origin: API,
  address: `${API}/v1/orders?page=…`,
  type: 'main_frame',
  tabId: 1,
  profileId: first.id,
  headerNames: ['Authorization'],
  status: 200,
  verdict: { cause: 'working' },
  remedy: 'none',
};
const REFUSED: ActivityEntry = {
  ...FINE,
  id: 2,
  address: `${API}/v1/claims`,
  profileId: second.id,
  status: 401,
  verdict: { cause: 'credentials-refused' },
  remedy: 'edit-profile',
};
const UNREACHED: ActivityEntry = {
  ...FINE,
  id: 3,
  address: `${API}/v1/none`,
  verdict: { cause: 'unreachable', error: 'net::ERR_CONNECTION_REFUSED' },
  remedy: 'reload',
};

let sent: Command[];
let asked: Query[];
let answers: Partial<Record<Query['type'], Explained | TestResult>>;

beforeEach(() => {
  [sent, asked, answers] = [[], [], {}];
  const { status: _, ...unanswered } = UNREACHED;
  seen.entries = [FINE, REFUSED, unanswered];
  seen.saved = [];
  location.hash = '';
});
afterEach(cleanup);

async function open(entries = seen.entries.length, observes = true): Promise<void> {
  render(
    <ActivityView
      state={withSettings(stateOf([first, second]), { observes })}
      send={async (command) => {
        sent.push(command);
        return { ok: true };
      }}
      ask={async (query) => {
        // Casts: each test gives answers that fit its queries.
        const asking = query as Query;
        asked.push(asking);
        return answers[asking.type] as never;
      }}
    />,
  );
  await screen.findByText(`Requests (${entries})`);
}

const addresses = () =>
  screen.queryAllByText(/^https:\/\/api\.test\/v1\//).map(({ textContent }) => textContent);
const choose = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });

describe('what was seen', () => {
  it('is listed with the newest first, each with its sentence', async () => {
    await open();

    expect(addresses()).toEqual([`${API}/v1/none`, `${API}/v1/claims`, `${API}/v1/orders?page=…`]);
    const [newest] = screen.getAllByRole('listitem');
    expect(newest?.textContent).toContain('No response');
    expect(newest?.textContent).toContain(
      'The server could not be reached. Check the address and your connection, then reload.',
    );
  });

  it('is narrowed by profile, by verdict and by status', async () => {
    await open();

    choose('Profile', second.id);
    expect(addresses()).toEqual([`${API}/v1/claims`]);
    choose('Profile', '');
    choose('Result', 'problem');
    expect(addresses()).toEqual([`${API}/v1/none`, `${API}/v1/claims`]);
    choose('Result', 'unreachable');
    expect(addresses()).toEqual([`${API}/v1/none`]);
    choose('Result', '');
    choose('Status', '2');
    expect(addresses()).toEqual([`${API}/v1/orders?page=…`]);
    choose('Status', 'none');
    expect(addresses()).toEqual([`${API}/v1/none`]);
  });

  it('leads to the form of the profile that a verdict is about', async () => {
    await open();

    fireEvent.click(screen.getByRole('button', { name: 'Edit profile' }));

    expect(location.hash).toBe(`#/profile/${second.id}`);
  });

  it('is saved as it is shown, and cleared', async () => {
    await open();
    choose('Profile', second.id);

    fireEvent.click(screen.getByRole('button', { name: 'Export' }));
    fireEvent.click(screen.getByRole('button', { name: 'Clear for good' }));

    const [[name, content] = []] = seen.saved;
    expect(name).toMatch(/^keybearer-activity-\d{4}-\d\d-\d\d\.json$/);
    expect(JSON.parse(content ?? '')).toEqual([
      {
        time: '2026-11-27T12:00:00.000Z',
        method: 'GET',
        address: `${API}/v1/claims`,
        profile: 'Profile 2',
        headers: ['Authorization'],
        status: 401,
        verdict: { cause: 'credentials-refused' },
        isFine: false,
      },
    ]);
    expect(sent).toEqual([{ type: 'activity/clear' }]);
  });

  it('is drawn in parts where it is much', async () => {
    seen.entries = Array.from({ length: 120 }, (_, index) => ({
      ...FINE,
      id: index,
      address: `${API}/v1/${index}`,
    }));
    await open();

    expect(addresses()).toHaveLength(50);
    fireEvent.click(screen.getByRole('button', { name: 'Show more (70)' }));
    expect(addresses()).toHaveLength(100);
  });

  it('is nothing, and it is said why', async () => {
    seen.entries = [];
    await open(0);
    expect(screen.getByText(/^No requests yet/)).toBeDefined();
    cleanup();

    await open(0, false);
    expect(screen.getByText(/^“Show results of requests” is off/)).toBeDefined();
  });

  it('is looked at closely as long as the page is open', async () => {
    await open();

    expect(asked).toContainEqual({ type: 'activity/look' });
  });
});

describe('an address', () => {
  it('is explained by Enter, with the header that it carries', async () => {
    answers['diagnosis/explain'] = { ok: true, carries: ['Authorization: Bearer …a3f9'] };
    await open();
    const field = screen.getByLabelText('URL');

    fireEvent.input(field, { target: { value: `${API}/v1` } });
    choose('Request type', 'frame');
    // Cast: the element is in the form.
    fireEvent.submit(field.closest('form') as HTMLFormElement);

    await screen.findByText('Authorization: Bearer …a3f9');
    expect(asked).toContainEqual({
      type: 'diagnosis/explain',
      question: { url: `${API}/v1`, way: 'frame', method: 'GET', page: '' },
    });
  });

  it('is explained with each extra that it does not carry, and why', async () => {
    answers['diagnosis/explain'] = {
      ok: true,
      carries: ['Authorization: Bearer …a3f9'],
      extras: [
        { profileId: first.id, name: 'Proxy', verdict: { cause: 'preflight' } },
        { profileId: first.id, name: 'Debug', header: 'authorization', setBy: 'Ada' },
      ],
    };
    await open();
    const field = screen.getByLabelText('URL');
    fireEvent.input(field, { target: { value: `${API}/v1` } });
    // Cast: the element is in the form.
    fireEvent.submit(field.closest('form') as HTMLFormElement);

    await screen.findByText(
      'Extra “Debug”: authorization of this extra is not sent here, because “Ada” sends that header.',
    );
    expect(screen.getByText(/^Extra “Proxy”: This is a CORS preflight/)).toBeDefined();
  });

  it('that cannot be read is refused at its field', async () => {
    answers['diagnosis/explain'] = {
      ok: false,
      failure: { code: 'site-invalid', field: 'site', problem: 'site-not-a-url' },
    };
    await open();
    const field = screen.getByLabelText('URL');

    fireEvent.submit(field.closest('form') as HTMLFormElement);

    await waitFor(() => expect(field.getAttribute('aria-invalid')).toBe('true'));
  });

  it('is tested, and says what was sent and what came back', async () => {
    answers['test/run'] = {
      ok: true,
      advice: { verdict: { cause: 'forbidden' }, remedy: 'none', origin: API, profileId: first.id },
      sent: ['Authorization: Bearer …a3f9'],
      status: 403,
      milliseconds: 12.4,
      body: '{"error":"not_yours"}',
      limits: [],
    };
    await open();

    choose('Method', 'HEAD');
    fireEvent.click(screen.getByRole('button', { name: 'Run test (HEAD)' }));

    const answer = await screen.findByText('{"error":"not_yours"}');
    // Cast: the element is in the answer.
    const around = within(answer.closest('.answer') as HTMLElement);
    expect(around.getByText('The server answered 403 in 12 ms.')).toBeDefined();
    expect(around.getByText('Authorization: Bearer …a3f9')).toBeDefined();
    expect(asked).toContainEqual({ type: 'test/run', url: '', method: 'HEAD' });
  });
});
