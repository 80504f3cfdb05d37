// @vitest-environment happy-dom
/** The token that Keybearer would sign: of a typed credential, and of a stored one. */
import { act, cleanup, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { CredentialReport } from '../../../src/domain/credential';
import { drawEditor, press, STORED, summaries, type } from '../../support/editor';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
afterEach(cleanup);

const JWT = summaries.filter(({ id }) => id === 'jwt-signed');

function reportOf(issuer: string, more: Partial<CredentialReport> = {}): CredentialReport {
  const minted = { header: '{ "alg": "HS256" }', claims: `{ "iss": "${issuer}" }` };
  return { headerNames: ['Authorization'], findings: [], facts: [], minted, ...more };
}

async function enter(label: string | RegExp, value: string) {
  type(label, value);
  await Promise.resolve();
}

describe('the token to be signed', () => {
  it('stays open or closed while the user types on, and shows the next answer', async () => {
    const answers: ((report: CredentialReport) => void)[] = [];
    const report = () => new Promise<CredentialReport>((resolve) => answers.push(resolve));
    await drawEditor({ schemes: JWT, report });
    await enter(/^Issuer/, 'a');
    await waitFor(() => expect(answers).toHaveLength(1));
    await act(async () => answers[0]?.(reportOf('a')));
    const block = (await screen.findByText('{ "iss": "a" }')).closest(
      'details',
    ) as HTMLDetailsElement;
    block.open = false;

    await enter(/^Issuer/, 'ab');
    await waitFor(() => expect(answers).toHaveLength(2));
    expect(block.isConnected).toBe(true);
    await act(async () => answers[1]?.(reportOf('ab')));

    expect((await screen.findByText('{ "iss": "ab" }')).closest('details')).toBe(block);
    expect(block.open).toBe(false);
  });

  it('leaves no finding of another value', async () => {
    const finding = { field: 'key', problem: 'space-around', severity: 'doubtful' } as const;
    const answers = [reportOf('a', { findings: [finding] })];
    const report = () => answers.shift() ?? new Promise<CredentialReport>(() => {});
    await drawEditor({ schemes: JWT, report });
    await enter(/^Issuer/, 'a');
    await screen.findByRole('button', { name: 'Use it as it is' });

    await enter(/^Issuer/, 'ab');

    await waitFor(() =>
      expect(screen.queryByRole('button', { name: 'Use it as it is' })).toBeNull(),
    );
    screen.getByText('{ "iss": "a" }');
  });

  it('is shown for a stored credential that nothing has changed', async () => {
    const stored = {
      ...STORED,
      headers: STORED.headers.map((each) => ({ ...each, schemeId: 'jwt-signed' as const })),
    };
    const finding = { field: 'issuer', problem: 'space-around', severity: 'doubtful' } as const;
    const report = reportOf('stored', { findings: [finding] });
    const shown = { fields: { algorithm: 'HS256', issuer: 'stored ' }, kept: ['key'], tails: {} };
    const { checks, saves, keeping } = await drawEditor({ stored, shown, report });

    await screen.findByText('{ "iss": "stored" }');

    expect(checks()).toMatchObject([
      {
        schemeId: 'jwt-signed',
        fields: { algorithm: 'HS256', issuer: 'stored ' },
        stored: { headerId: 'h', fields: ['key'] },
      },
    ]);
    // The stored value is in use: only what the user types is judged.
    expect(screen.queryByRole('button', { name: 'Use it as it is' })).toBeNull();
    press('Save');
    await waitFor(() => expect(saves()).toHaveLength(1));
    expect(saves()[0]?.profile.headers[0]).not.toHaveProperty('fields');
    expect(keeping()).toEqual([]);
  });
});
