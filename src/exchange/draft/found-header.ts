/**
 * The credential in one header of a source: which scheme it belongs to, and its fields.
 *
 * Source: RFC 9110 §11.6.2 (credentials), RFC 7617 §2, RFC 6750 §2.1.
 */
import { base64, base64nopad } from '@scure/base';
import { AppError } from '../../domain/errors';
import type { Remark, RemarkCode } from '../../domain/imported';
import { parseHeaderName } from '../../schemes/header-field/header-field';
import { hasPlaceholder } from '../text/placeholder';
import type { FoundHeader } from './found';

export interface FoundOrNot {
  /** Absent: the header is none that Keybearer sends, and a remark says why. */
  readonly header?: FoundHeader;
  readonly remarks: readonly Remark[];
}

interface FilledHeader extends FoundOrNot {
  readonly header: FoundHeader;
}

/** Schemes whose value belongs to one request or connection: a copy of it is worth nothing. */
const UNSUPPORTED =
  /^(digest|negotiate|ntlm|kerberos|hawk|aws|aws4-hmac-sha256|aws4-ecdsa-p256-sha256|eg1-hmac-sha256|signature|sharedkey|sharedkeylite|hmac-sha256|scram-sha-1|scram-sha-256|mutual|dpop|gnap|vapid|wsse|atlassian)$/i;

const API_KEY =
  /^(.*[-_])?(api[-_]?key|api[-_]?token|subscription-key|functions-key|private-token)$/i;

/** @param place - Names of the source, for the remarks. */
export function foundHeaderOf(name: string, value: string, place: string): FoundOrNot {
  const headerName = name.trim();
  const text = value.trim();
  const only = (code: RemarkCode): FoundOrNot => ({ remarks: [{ code, place }] });
  if (hasPlaceholder(headerName)) return only('variable-unresolved');
  if (/^(set-)?cookie2?$/i.test(headerName)) return only('in-cookie');
  if (isOwned(headerName)) return only('header-owned');
  if (/^authorization$/i.test(headerName)) {
    return authorizationOf(headerName, text, place) ?? only('scheme-unsupported');
  }
  const field = API_KEY.test(headerName) ? 'key' : 'value';
  const schemeId = field === 'key' ? 'api-key' : 'custom-header';
  return withoutPlaceholders({ schemeId, fields: { headerName, [field]: text } }, place);
}

function isOwned(name: string): boolean {
  try {
    parseHeaderName('headerName', name);
    return false;
  } catch (error) {
    return error instanceof AppError && error.problem === 'header-name-owned';
  }
}

/** @returns undefined for a scheme that is not ours. */
function authorizationOf(headerName: string, text: string, place: string): FoundOrNot | undefined {
  const space = text.search(/\s/);
  const word = space === -1 ? text : text.slice(0, space);
  const rest = space === -1 ? '' : text.slice(space).trim();
  if (UNSUPPORTED.test(word)) return undefined;
  // OAuth 1 signs each request. Other APIs write a token after this word.
  if (/^oauth$/i.test(word) && /\boauth_/i.test(rest)) return undefined;
  switch (word.toLowerCase()) {
    case 'bearer':
      return withoutPlaceholders({ schemeId: 'bearer', fields: { token: rest } }, place);
    case 'token':
      return withoutPlaceholders({ schemeId: 'token', fields: { key: rest } }, place);
    case 'basic': {
      if (rest === '' || hasPlaceholder(rest)) {
        return withoutPlaceholders(
          { schemeId: 'basic', fields: { username: '', password: rest } },
          place,
        );
      }
      const pair = pairOf(rest);
      if (pair) return withoutPlaceholders({ schemeId: 'basic', fields: pair }, place);
    }
  }
  const fields = { headerName, value: text };
  return withoutPlaceholders({ schemeId: 'custom-header', fields }, place);
}

/** @returns undefined if the scheme would send another value for this pair. */
function pairOf(encoded: string): { username: string; password: string } | undefined {
  try {
    const bytes = (encoded.endsWith('=') ? base64 : base64nopad).decode(encoded);
    const pair = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const colon = pair.indexOf(':');
    if (colon === -1 || pair !== pair.normalize('NFC')) return undefined;
    return { username: pair.slice(0, colon), password: pair.slice(colon + 1) };
  } catch {
    return undefined;
  }
}

/** A field with a placeholder is emptied: none is ever a credential. */
export function withoutPlaceholders(header: FoundHeader, place: string): FilledHeader {
  const entries = Object.entries(header.fields);
  const isOpen = entries.some(([, value]) => hasPlaceholder(value));
  if (!isOpen) return { header, remarks: [] };
  const fields = Object.fromEntries(
    entries.map(([name, value]) => [name, hasPlaceholder(value) ? '' : value]),
  );
  return {
    header: { ...header, fields, isOpen: true },
    remarks: [{ code: 'variable-unresolved', place }],
  };
}
