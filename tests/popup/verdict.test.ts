import { describe, expect, it } from 'vitest';
import type { AppState, HeaderStatus, HeaderSummary } from '../../src/domain/app-state';
import type { HeaderSpecId, ProfileId } from '../../src/domain/profile';
import type { Origin, PathScope, Site } from '../../src/domain/site';
import { verdictOf } from '../../src/popup/verdict';
import { profileOf, stateOf } from '../support/app-states';

const origin = 'https://api.test' as Origin;
const elsewhere = 'https://other.test' as Origin;
const installed: HeaderStatus = { state: 'installed', name: 'Authorization', issuedAt: 1 };
const signed: HeaderStatus = {
  state: 'installed',
  name: 'X-REQUEST-SIGNATURE',
  issuedAt: 1,
  expiresAt: 2,
};
const idle: HeaderStatus = { state: 'idle' };
const failed: HeaderStatus = { state: 'failed', failure: { code: 'header-unsendable' } };

const at = (path: string, on: Origin = origin): Site => ({ origin: on, path: path as PathScope });

function header(status: HeaderStatus, changes: Partial<HeaderSummary> = {}): HeaderSummary {
  return {
    id: `h-${status.state}` as HeaderSpecId,
    schemeId: 'basic',
    headerName: 'Authorization',
    paths: [],
    methods: [],
    asks: [],
    status,
    ...changes,
  };
}

/** A site whose profile is picked and allowed, with these headers. */
function picked(headers: readonly HeaderSummary[], sites = [at('/')]): AppState {
  const profile = { ...profileOf(1), sites, headers };
  return stateOf([profile], { [origin]: profile.id });
}

const paths = (...typed: string[]) => typed as PathScope[];

describe('verdictOf', () => {
  it.each([
    ['no-profile', stateOf([])],
    ['no-profile', { ...picked([header(installed)], [at('/', elsewhere)]), picks: {} }],
    ['off', { ...picked([header(installed)]), picks: {} }],
    ['off', { ...picked([header(installed)]), picks: {}, allowed: [] }],
    ['off', { ...picked([header(installed)]), picks: { [origin]: 'gone' as ProfileId } }],
    ['not-allowed', { ...picked([header(idle)]), allowed: [] }],
    ['pending', picked([header(idle)])],
    ['waiting', picked([header({ state: 'waiting' })])],
    ['installed', picked([header({ state: 'waiting' }), header(installed)])],
    ['installed', picked([header(installed)])],
    ['paused', { ...picked([header(installed)]), paused: true }],
    ['failed', picked([header(failed)])],
  ] as const)('says %s', (kind, state) => {
    expect(verdictOf(state, origin).kind).toBe(kind);
  });

  it('tells of every header of the profile, in order', () => {
    const state = picked([header(installed), header(signed)]);

    expect(verdictOf(state, origin)).toEqual({
      kind: 'installed',
      headers: [
        { name: 'Authorization', status: installed, paths: [], methods: [] },
        { name: 'X-REQUEST-SIGNATURE', status: signed, paths: [], methods: [] },
      ],
    });
  });

  it('tells which one is not sent, when the others are', () => {
    const state = picked([header(installed), header(failed, { headerName: 'X-API-Key' })]);

    expect(verdictOf(state, origin)).toMatchObject({
      kind: 'incomplete',
      headers: [{ name: 'Authorization' }, { name: 'X-API-Key', status: failed }],
    });
  });

  it('names one of a scheme it does not know by the scheme', () => {
    const unknown = { headerName: '', schemeId: 'of-tomorrow' as HeaderSummary['schemeId'] };
    const state = picked([header(installed), header(failed, unknown)]);

    expect(verdictOf(state, origin)).toMatchObject({
      headers: [{ name: 'Authorization' }, { name: 'of-tomorrow' }],
    });
  });

  it('says that nothing is sent only when every header failed', () => {
    const state = picked([header(failed), header(failed)]);

    expect(verdictOf(state, origin)).toEqual({
      kind: 'failed',
      profile: 'Profile 1',
      failure: { code: 'header-unsendable' },
    });
  });

  it('claims nothing of a header that is about to be issued', () => {
    const state = picked([header(installed), header(idle)]);

    expect(verdictOf(state, origin)).toMatchObject({
      kind: 'installed',
      headers: [{ name: 'Authorization' }],
    });
  });

  it.each([
    ['everywhere', [at('/')], [], []],
    ['where the site is', [at('/v1'), at('/v2')], [], paths('/v1', '/v2')],
    ['everywhere, if one of the sites is', [at('/v1'), at('/')], [], []],
    ['where the header is narrowed to', [at('/')], paths('/v1/a'), paths('/v1/a')],
    ['there as far as the site reaches', [at('/v1')], paths('/v1/a', '/v2'), paths('/v1/a')],
    ['not where another site is', [at('/v1'), at('/v2', elsewhere)], [], paths('/v1')],
  ] as const)('says %s', (_, sites, narrowed, said) => {
    const state = picked([header(installed, { paths: narrowed })], [...sites]);

    expect(verdictOf(state, origin)).toMatchObject({ headers: [{ paths: said }] });
  });

  it('says for which methods', () => {
    const state = picked([header(installed, { methods: ['POST'] })]);

    expect(verdictOf(state, origin)).toMatchObject({ headers: [{ methods: ['POST'] }] });
  });

  it('leaves out a header that goes to another site of the profile only', () => {
    const sites = [at('/v1'), at('/v2', elsewhere)];
    const other = header(signed, { paths: paths('/v2/a') });

    const some = verdictOf(picked([header(installed), other], sites), origin);
    const none = verdictOf(picked([other], sites), origin);

    expect(some).toMatchObject({ headers: [{ name: 'Authorization' }] });
    expect(none).toEqual({ kind: 'off' });
  });

  describe('of a token that a server gives', () => {
    const auth = 'https://auth.test' as Origin;
    const signedOut = header(
      { state: 'failed', failure: { code: 'signed-out' } },
      { id: 'h-out' as HeaderSpecId, asks: [auth], signedIn: false },
    );
    const refused: HeaderStatus = {
      state: 'failed',
      failure: { code: 'token-endpoint-not-allowed' },
    };

    it('names the header for which somebody has to sign in', () => {
      expect(verdictOf(picked([signedOut]), origin)).toEqual({
        kind: 'failed',
        profile: 'Profile 1',
        failure: { code: 'signed-out' },
        signIn: 'h-out',
      });
      expect(verdictOf(picked([header(installed), signedOut]), origin)).toMatchObject({
        kind: 'incomplete',
        signIn: 'h-out',
      });
    });

    it('names none where somebody is signed in, or nobody has to', () => {
      const signedIn = header(installed, { asks: [auth], signedIn: true });

      expect(verdictOf(picked([signedIn]), origin)).not.toHaveProperty('signIn');
      expect(verdictOf(picked([header(failed)]), origin)).not.toHaveProperty('signIn');
    });

    it('names none that does not go here', () => {
      const sites = [at('/v1'), at('/v2', elsewhere)];
      const other = { ...signedOut, paths: paths('/v2/a') };

      expect(verdictOf(picked([header(installed), other], sites), origin)).not.toHaveProperty(
        'signIn',
      );
    });

    it('asks for the servers first that Keybearer may not ask, whatever else is sent', () => {
      const waits = header(refused, { asks: [auth] });

      expect(verdictOf(picked([header(installed), waits]), origin)).toEqual({
        kind: 'server-not-allowed',
        origins: [auth],
      });
    });

    it('asks for the site and its servers at once where neither is allowed', () => {
      const waits = header(idle, { asks: [auth] });

      expect(verdictOf({ ...picked([waits]), allowed: [] }, origin)).toEqual({
        kind: 'not-allowed',
        origins: [origin, auth],
      });
    });
  });
});
