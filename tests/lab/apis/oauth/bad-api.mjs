/**
 * An API with false metadata about its sign-in, in the way that its path names: each
 * `https://bad-api.test/<lie>/things` refuses every request, and says where its metadata are.
 *
 * Source: RFC 9728 §5.1 (the refusal), §3.1 (the metadata's address).
 */
import { htmlAnswer, jsonAnswer } from '../../server/lab-host.mjs';

export const BAD_API_ORIGIN = 'https://bad-api.test';

/** Some lies lead here; no request may arrive at this host. */
export const ELSEWHERE = 'https://evil.test';

const WELL_KNOWN = '/.well-known/oauth-protected-resource/';

/** @typedef {import('../../server/lab-host.mjs').LabAnswer} LabAnswer */

/**
 * @typedef {object} Lie Its differences from an honest API.
 * @property {string} [challenge] The whole of `WWW-Authenticate`.
 * @property {LabAnswer} [refusal] Replaces the 401.
 * @property {Record<string, unknown>} [metadata] Replaces parts of the true metadata.
 * @property {LabAnswer} [answer] Replaces the metadata.
 */

/** @param {string} address */
const naming = (address) => `Bearer resource_metadata="${address}"`;

/** @satisfies {Readonly<Record<string, Lie>>} */
export const LIES = {
  /** No lie: the control case. */
  none: {},

  // The refusal.
  'foreign-metadata': { challenge: naming(`${ELSEWHERE}${WELL_KNOWN}none`) },
  'other-port': { challenge: naming(`${BAD_API_ORIGIN}:8443${WELL_KNOWN}none`) },
  'http-metadata': { challenge: naming(`http://bad-api.test${WELL_KNOWN}none`) },
  'user-info': { challenge: naming(`https://auth@bad-api.test${WELL_KNOWN}none`) },
  'relative-metadata': { challenge: naming(`${WELL_KNOWN}none`) },
  markup: { challenge: naming('<img src=x onerror=alert(1)>') },
  script: { challenge: naming('javascript:alert(1)') },
  unclosed: { challenge: `Bearer resource_metadata="${BAD_API_ORIGIN}${WELL_KNOWN}none` },
  'no-challenge': { refusal: jsonAnswer(401, { error: 'unauthorized' }) },
  'no-refusal': { refusal: jsonAnswer(200, []) },
  'sent-on': { refusal: { status: 302, headers: { location: `${ELSEWHERE}/things` } } },

  // The metadata.
  'other-resource': { metadata: { resource: 'https://api.ixo.test' } },
  // Letters of the path, and no segment of it.
  'half-a-segment': { metadata: { resource: `${BAD_API_ORIGIN}/half-a-segment/thi` } },
  'no-resource': { metadata: { resource: undefined } },
  'http-server': { metadata: { authorization_servers: ['http://auth.ixo.test'] } },
  'user-info-server': {
    metadata: { authorization_servers: ['https://auth.ixo.test@evil.test'] },
  },
  'script-server': { metadata: { authorization_servers: ['javascript:alert(1)'] } },
  'no-server': { metadata: { authorization_servers: [] } },
  html: { answer: htmlAnswer('<!doctype html><title>Sign in</title>') },
  huge: { answer: jsonAnswer(200, { resource: BAD_API_ORIGIN, padding: 'x'.repeat(1024 * 1024) }) },
  'metadata-sent-on': {
    answer: { status: 302, headers: { location: `${ELSEWHERE}${WELL_KNOWN}none` } },
  },
};

/** @typedef {keyof typeof LIES} LieName */

/** @param {LieName} lie */
export function badResource(lie) {
  return `${BAD_API_ORIGIN}/${lie}/things`;
}

/** @type {import('../../server/lab-host.mjs').LabHost} */
export const badApi = {
  name: new URL(BAD_API_ORIGIN).hostname,
  answer({ url: { pathname } }) {
    const isMetadata = pathname.startsWith(WELL_KNOWN);
    const name = isMetadata ? pathname.slice(WELL_KNOWN.length) : pathname.split('/')[1];
    /** @type {Lie | undefined} */
    const lie = Object.entries(LIES).find(([each]) => each === name)?.[1];
    if (lie === undefined) return jsonAnswer(404, { error: 'No such lie' });
    if (isMetadata) return lie.answer ?? jsonAnswer(200, { ...truth(name), ...lie.metadata });
    const challenge = lie.challenge ?? naming(`${BAD_API_ORIGIN}${WELL_KNOWN}${name}`);
    return (
      lie.refusal ?? jsonAnswer(401, { error: 'unauthorized' }, { 'www-authenticate': challenge })
    );
  },
};

/** @param {string | undefined} name */
function truth(name) {
  return {
    resource: `${BAD_API_ORIGIN}/${name}`,
    authorization_servers: ['https://auth.ixo.test'],
    scopes_supported: ['things:read', 'things:write'],
  };
}
