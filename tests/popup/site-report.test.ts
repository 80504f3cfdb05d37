import { describe, expect, it } from 'vitest';
import type { HeaderStatus, HeaderSummary, OpenState } from '../../src/domain/app-state';
import type { HeaderSpecId } from '../../src/domain/profile';
import type { Origin, PathScope, Site } from '../../src/domain/site';
import { siteReport } from '../../src/popup/site-report';
import { profileOf, stateOf, withSettings } from '../support/app-states';

const origin = 'https://api.test' as Origin;
const elsewhere = 'https://other.test' as Origin;
const installed: HeaderStatus = { state: 'installed', issuedAt: 1 };
const signed: HeaderStatus = {
  state: 'installed',
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
    headerNames: ['Authorization'],
    paths: [],
    methods: [],
    tokenOrigins: [],
    status,
    ...changes,
  };
}

/** The state of an allowed site whose picked profile has these headers. */
function picked(headers: readonly HeaderSummary[], sites = [at('/')]): OpenState {
  const profile = { ...profileOf(1), sites, headers };
  return stateOf([profile], { [origin]: profile.id });
}

const paths = (...typed: string[]) => typed as PathScope[];

describe('siteReport', () => {
  it.each([
    ['pending', picked([header(idle)])],
    ['waiting', picked([header({ state: 'waiting' })])],
    ['installed', picked([header({ state: 'waiting' }), header(installed)])],
    ['installed', picked([header(installed)])],
    ['failed', picked([header(failed)])],
  ] as const)('says %s', (kind, state) => {
    expect(siteReport(state, origin).kind).toBe(kind);
  });

  it.each([
    ['no-profile', stateOf([])],
    ['off', { ...picked([header(installed)]), picks: {} }],
    ['paused', withSettings(picked([header(installed)]), { paused: true })],
  ] as const)('says %s before it says anything of a header', (cause, state) => {
    expect(siteReport(state, origin)).toEqual({ kind: 'no-header', problem: { cause } });
  });

  const onPort = stateOf([profileOf(1, ['https://api.test:8443' as Origin])]);
  const near = { near: 'https://api.test:8443' };
  it.each([
    ['where it is offered below', origin, onPort, {}],
    ['over plain http, where nothing is offered', 'http://api.test', onPort, near],
    ['of a part of the profiles', origin, { ...onPort, profileCount: 2 }, near],
    ['of a vault that can only be read', origin, { ...onPort, readOnly: true }, near],
  ])('names the site next door only where no offer does: %s', (_, page, state, named) => {
    expect(siteReport(state, page as Origin)).toEqual({
      kind: 'no-header',
      problem: { cause: 'no-profile', ...named },
    });
  });

  it('tells of every header of the profile, in order', () => {
    const signature = header(signed, { headerNames: ['X-REQUEST-SIGNATURE', 'X-DATE'] });
    const state = picked([header(installed), signature]);

    expect(siteReport(state, origin)).toEqual({
      kind: 'installed',
      headers: [
        { name: 'Authorization', status: installed, paths: [], methods: [] },
        { name: 'X-REQUEST-SIGNATURE, X-DATE', status: signed, paths: [], methods: [] },
      ],
    });
  });

  it('tells which one is not sent, when the others are', () => {
    const state = picked([header(installed), header(failed, { headerNames: ['X-API-Key'] })]);

    expect(siteReport(state, origin)).toMatchObject({
      kind: 'incomplete',
      headers: [{ name: 'Authorization' }, { name: 'X-API-Key', status: failed }],
    });
  });

  it('names one of a scheme it does not know by the scheme', () => {
    const unknown = { headerNames: [], schemeId: 'of-tomorrow' as HeaderSummary['schemeId'] };
    const state = picked([header(installed), header(failed, unknown)]);

    expect(siteReport(state, origin)).toMatchObject({
      headers: [{ name: 'Authorization' }, { name: 'of-tomorrow' }],
    });
  });

  it('says that nothing is sent only when every header failed', () => {
    const state = picked([header(failed), header(failed)]);

    expect(siteReport(state, origin)).toEqual({
      kind: 'failed',
      profile: 'Profile 1',
      failure: { code: 'header-unsendable' },
    });
  });

  it('claims nothing of a header that is about to be issued', () => {
    const state = picked([header(installed), header(idle)]);

    expect(siteReport(state, origin)).toMatchObject({
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

    expect(siteReport(state, origin)).toMatchObject({ headers: [{ paths: said }] });
  });

  it('says for which methods', () => {
    const state = picked([header(installed, { methods: ['POST'] })]);

    expect(siteReport(state, origin)).toMatchObject({ headers: [{ methods: ['POST'] }] });
  });

  it('leaves out a header that goes to another site of the profile only', () => {
    const sites = [at('/v1'), at('/v2', elsewhere)];
    const other = header(signed, { paths: paths('/v2/a') });

    const some = siteReport(picked([header(installed), other], sites), origin);
    const none = siteReport(picked([other], sites), origin);

    expect(some).toMatchObject({ headers: [{ name: 'Authorization' }] });
    expect(none).toEqual({ kind: 'no-header', problem: { cause: 'no-header-here' } });
  });

  describe('of a token that a server gives', () => {
    const auth = 'https://auth.test' as Origin;
    const signedOut = header(
      { state: 'failed', failure: { code: 'signed-out' } },
      { id: 'h-out' as HeaderSpecId, tokenOrigins: [auth], signedIn: false },
    );
    const refused: HeaderStatus = {
      state: 'failed',
      failure: { code: 'token-endpoint-not-allowed' },
    };

    it('names the header that is signed out', () => {
      expect(siteReport(picked([signedOut]), origin)).toEqual({
        kind: 'failed',
        profile: 'Profile 1',
        failure: { code: 'signed-out' },
        signIn: 'h-out',
      });
      expect(siteReport(picked([header(installed), signedOut]), origin)).toMatchObject({
        kind: 'incomplete',
        signIn: 'h-out',
      });
    });

    it('names none that is signed in, or has no sign-in', () => {
      const signedIn = header(installed, { tokenOrigins: [auth], signedIn: true });

      expect(siteReport(picked([signedIn]), origin)).not.toHaveProperty('signIn');
      expect(siteReport(picked([header(failed)]), origin)).not.toHaveProperty('signIn');
    });

    it('names none that does not go here', () => {
      const sites = [at('/v1'), at('/v2', elsewhere)];
      const other = { ...signedOut, paths: paths('/v2/a') };

      expect(siteReport(picked([header(installed), other], sites), origin)).not.toHaveProperty(
        'signIn',
      );
    });

    it('asks for the servers first that Keybearer may not ask, beside any other header', () => {
      const waits = header(refused, { tokenOrigins: [auth] });

      expect(siteReport(picked([header(installed), waits]), origin)).toEqual({
        kind: 'server-not-allowed',
        origins: [auth],
      });
    });

    it('asks for the site and its servers at once where neither is allowed', () => {
      const waits = header(idle, { tokenOrigins: [auth] });

      expect(siteReport({ ...picked([waits]), allowed: [] }, origin)).toEqual({
        kind: 'no-header',
        problem: { cause: 'not-allowed', origin },
        origins: [origin, auth],
      });
    });

    it('asks for no server of a header that is switched off', () => {
      const off = header(idle, { tokenOrigins: [auth], isOff: true });
      const headers = [header(refused, { tokenOrigins: [elsewhere] }), off];

      expect(siteReport(picked(headers), origin)).toMatchObject({ origins: [elsewhere] });
      expect(siteReport({ ...picked(headers), allowed: [] }, origin)).toMatchObject({
        origins: [origin, elsewhere],
      });
    });
  });
});
