/** The credential of a login: where and how to log in, where the token is, and how it is sent. */
import type { CredentialField, CredentialFields } from '../../domain/credential';
import { fittingFields } from '../../domain/fitting-fields';
import { fieldError } from '../field-error';
import { parseHeaderName, parseHeaderValue } from '../header-field/header-field';
import { parseEndpoint } from '../oauth2/endpoint';
import {
  headersText,
  type NamedValues,
  parseHeaders,
  parseValues,
  refuseShared,
  valuesText,
} from './named-values';
import { END_KINDS, endFieldsOf, parseEnd, type TokenEnd } from './token-end';
import { parsePlace, parsePointer } from './token-place';

/** `empty` is a POST without a body. A GET has none either: no secret is put into an address. */
const REQUESTS = ['json', 'form', 'empty', 'get'] as const;
export type RequestKind = (typeof REQUESTS)[number];

export interface LoginToken {
  readonly url: string;
  readonly request: RequestKind;
  readonly fields: NamedValues;
  readonly secretFields: NamedValues;
  /** These two go to the refresh address too. */
  readonly requestHeaders: NamedValues;
  readonly secretHeaders: NamedValues;
  readonly basic?: { readonly username: string; readonly password: string };
  /** Read by `valueAt`, like every place in an answer. */
  readonly tokenAt: string;
  readonly end: TokenEnd;
  /** Absent: each token comes from a login. */
  readonly refresh?: Refresh;
  readonly headerName: string;
  /** Contains `{token}` once. */
  readonly headerTemplate: string;
}

export interface Refresh {
  readonly url: string;
  readonly tokenAt: string;
  /** The name of the body's field that carries the refresh token. */
  readonly fieldName: string;
  readonly fields: NamedValues;
}

export const TOKEN_PLACEHOLDER = '{token}';

const WITH_BODY = { field: 'request', is: ['json', 'form'] } as const;
const WITH_REFRESH = { field: 'refreshUrl', is: 'given' } as const;

export const FIELDS: readonly CredentialField[] = [
  { name: 'url', kind: 'endpoint' },
  { name: 'request', kind: 'choice', options: REQUESTS, initial: 'json', isAdvanced: true },
  { name: 'fields', kind: 'lines', isOptional: true, onlyIf: WITH_BODY },
  { name: 'secretFields', kind: 'secret-lines', onlyIf: WITH_BODY },
  { name: 'tokenAt', kind: 'text', initial: '/access_token' },
  { name: 'username', kind: 'text', isOptional: true, isAdvanced: true },
  {
    name: 'password',
    kind: 'secret',
    isAdvanced: true,
    onlyIf: { field: 'username', is: 'given' },
  },
  { name: 'requestHeaders', kind: 'lines', isOptional: true, isAdvanced: true },
  { name: 'secretHeaders', kind: 'secret-lines', isOptional: true, isAdvanced: true },
  { name: 'headerName', kind: 'text', initial: 'Authorization', isAdvanced: true },
  { name: 'headerTemplate', kind: 'text', initial: 'Bearer {token}', isAdvanced: true },
  { name: 'endKind', kind: 'choice', options: END_KINDS, initial: 'jwt', isAdvanced: true },
  {
    name: 'endAt',
    kind: 'text',
    isAdvanced: true,
    onlyIf: { field: 'endKind', is: ['seconds', 'milliseconds', 'date'] },
  },
  {
    name: 'life',
    kind: 'text',
    initial: '3600',
    isAdvanced: true,
    onlyIf: { field: 'endKind', is: ['fixed'] },
  },
  { name: 'refreshUrl', kind: 'endpoint', isOptional: true, isAdvanced: true },
  {
    name: 'refreshTokenAt',
    kind: 'text',
    initial: '/refresh_token',
    isAdvanced: true,
    onlyIf: WITH_REFRESH,
  },
  {
    name: 'refreshFieldName',
    kind: 'text',
    initial: 'refresh_token',
    isAdvanced: true,
    onlyIf: WITH_REFRESH,
  },
  {
    name: 'refreshFields',
    kind: 'lines',
    isOptional: true,
    isAdvanced: true,
    onlyIf: WITH_REFRESH,
  },
];

/** @throws AppError `credential-invalid` naming the field. */
export function parseLogin(typed: CredentialFields): LoginToken {
  const fields = fittingFields(FIELDS, typed);
  const { url = '', tokenAt = '', headerName = '', headerTemplate = '' } = fields;
  const login = {
    url: parseEndpoint('url', url),
    request: REQUESTS.find((each) => each === fields.request) ?? 'json',
    ...parseSent(fields),
    tokenAt: parsePlace('tokenAt', tokenAt),
    end: parseEnd(fields),
    ...parseRefresh(fields),
    headerName: parseHeaderName('headerName', headerName),
    headerTemplate: parseTemplate(headerTemplate),
  };
  refuseWithoutSecret(login);
  return login;
}

function parseSent(typed: CredentialFields) {
  const { fields = '', secretFields = '', requestHeaders = '', secretHeaders = '' } = typed;
  const sent = {
    fields: parseValues('fields', fields),
    secretFields: parseValues('secretFields', secretFields),
    requestHeaders: parseHeaders('requestHeaders', requestHeaders),
    secretHeaders: parseHeaders('secretHeaders', secretHeaders),
    ...parseBasic(typed),
  };
  refuseShared('secretFields', sent.fields, sent.secretFields);
  const ours: NamedValues = 'basic' in sent ? { Authorization: '' } : {};
  refuseShared('requestHeaders', ours, sent.requestHeaders);
  refuseShared('secretHeaders', { ...ours, ...sent.requestHeaders }, sent.secretHeaders);
  return sent;
}

/** RFC 7617 §2, §2.1. */
function parseBasic({ username = '', password = '' }: CredentialFields): Pick<LoginToken, 'basic'> {
  if (username === '') return {};
  if (/[\p{Cc}\p{Cs}]/u.test(username)) throw fieldError('username', 'control-character');
  if (username.includes(':')) throw fieldError('username', 'contains-colon');
  if (/[\p{Cc}\p{Cs}]/u.test(password)) throw fieldError('password', 'control-character');
  if (password === '') throw fieldError('password', 'required');
  return { basic: { username: username.normalize('NFC'), password: password.normalize('NFC') } };
}

function parseRefresh(typed: CredentialFields): { readonly refresh?: Refresh } {
  const { refreshUrl = '', refreshTokenAt = '', refreshFieldName = '', refreshFields = '' } = typed;
  if (refreshUrl.trim() === '') return {};
  const fieldName = refreshFieldName.trim();
  if (fieldName === '') throw fieldError('refreshFieldName', 'required');
  const fields = parseValues('refreshFields', refreshFields);
  refuseShared('refreshFields', { [fieldName]: '' }, fields);
  const refresh = {
    url: parseEndpoint('refreshUrl', refreshUrl),
    tokenAt: parsePointer('refreshTokenAt', refreshTokenAt),
    fieldName,
    fields,
  };
  return { refresh };
}

function parseTemplate(typed: string): string {
  const template = parseHeaderValue('headerTemplate', typed);
  if (template.split(TOKEN_PLACEHOLDER).length !== 2) {
    throw fieldError('headerTemplate', 'template-without-token');
  }
  return template;
}

/** A login has something to check. */
function refuseWithoutSecret({ request, secretFields, secretHeaders, basic }: LoginToken): void {
  const count = Object.keys(secretFields).length + Object.keys(secretHeaders).length;
  if (count > 0 || basic) return;
  const hasBody = request === 'json' || request === 'form';
  throw fieldError(hasBody ? 'secretFields' : 'username', 'required');
}

export function loginFieldsOf(credential: LoginToken): CredentialFields {
  const { url, request, tokenAt, end, refresh, headerName, headerTemplate } = credential;
  return {
    url,
    request,
    fields: valuesText(credential.fields),
    secretFields: valuesText(credential.secretFields),
    tokenAt,
    username: credential.basic?.username ?? '',
    password: credential.basic?.password ?? '',
    requestHeaders: headersText(credential.requestHeaders),
    secretHeaders: headersText(credential.secretHeaders),
    headerName,
    headerTemplate,
    ...endFieldsOf(end),
    refreshUrl: refresh?.url ?? '',
    refreshTokenAt: refresh?.tokenAt ?? '',
    refreshFieldName: refresh?.fieldName ?? '',
    refreshFields: refresh ? valuesText(refresh.fields) : '',
  };
}
