/**
 * Sends a login once to show the shape of its answer. It needs no place in the answer, since the user
 * tries the login to find these.
 */
import type { CredentialFields } from '../../domain/credential';
import type { AnswerBody, TriedLogin } from '../../domain/tried-login';
import type { GrantContext, Trial } from '../auth-scheme';
import { jsonBody } from '../oauth2/json-body';
import { isForLater, isSuccess } from '../oauth2/refusal';
import { wordsIn } from '../oauth2/server-words';
import { shapeOf } from './answer-shape';
import { addressToSave, isLoginRefused, isRedirect, jsonIn, sendLogin } from './ask-login';
import { parseLogin } from './credential';
import { type LoginRequest, loginRequest } from './login-request';
import { looksSecret } from './open-secrets';

/** The form may not have these yet, and the request does not depend on them. */
const WITHOUT_PLACES: CredentialFields = {
  tokenAt: '/token',
  endKind: 'never',
  refreshUrl: '',
  headerName: 'Authorization',
  headerTemplate: '{token}',
};

/** @throws AppError `credential-invalid` naming the field. */
export function trialOf(fields: CredentialFields): Trial {
  const credential = parseLogin({ ...fields, ...WITHOUT_PLACES });
  const request = loginRequest(credential);
  const open = { ...credential.fields, ...credential.requestHeaders };
  const openSecrets = Object.entries(open).flatMap(([name, value]) =>
    // Every text contains an empty one.
    looksSecret(name) && value !== '' ? [value] : [],
  );
  return {
    url: credential.url,
    ask: (context) =>
      askOnce({ ...request, secrets: [...request.secrets, ...openSecrets] }, context),
  };
}

/** @throws AppError `token-unavailable` if no answer comes. */
async function askOnce(request: LoginRequest, context: GrantContext): Promise<TriedLogin> {
  const { response, text = '', isTooLong, answeredAt } = await sendLogin(request, context);
  const { status, headers } = response;
  if (isRedirect(response)) {
    const address = addressToSave(request, headers.get('Location'));
    return { kind: 'redirected', ...(address !== undefined && { fields: { url: address } }) };
  }
  const json = jsonIn(text);
  const body = isTooLong ? 'too-long' : bodyOf(text, json);
  if (isSuccess(status)) {
    const shape = shapeOf({ json, headers, answeredAt }, request.secrets);
    return { kind: 'answered', status, body, ...shape };
  }
  const words = jsonBody(text);
  const serverSays = words && wordsIn(words, request.secrets);
  return { kind: refusalOf(status), status, body, ...(serverSays !== undefined && { serverSays }) };
}

function refusalOf(status: number): 'refused' | 'not-there' | 'for-later' {
  if (isForLater(status)) return 'for-later';
  return isLoginRefused(status) ? 'refused' : 'not-there';
}

function bodyOf(text: string, json: unknown): AnswerBody {
  if (text.trim() === '') return 'none';
  if (json !== undefined) return 'json';
  return /^\s*</.test(text) ? 'html' : 'other';
}
