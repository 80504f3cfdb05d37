/** A login endpoint in memory, and the requests to it. */
import type { AppError } from '../../../src/domain/errors';
import type { Obtained } from '../../../src/schemes/auth-scheme';
import { loginToken as scheme } from '../../../src/schemes/login-token/login-token';

export const NOW = 1_587_674_497_000;

export const LOGIN = {
  url: 'https://api.example.com/login',
  fields: 'username=ada',
  secretFields: 'password=pa=ss "word" &+{x}',
  tokenAt: '/access_token',
  headerName: 'Authorization',
  headerTemplate: 'Bearer {token}',
};

export const REFRESH = {
  refreshUrl: 'https://api.example.com/refresh',
  refreshTokenAt: '/refresh_token',
  refreshFieldName: 'refresh_token',
};

type Fields = Readonly<Record<string, string>>;
type Answers = (url: string) => Response | Promise<Response>;

export interface Asked {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly init: RequestInit;
}

/** @param more - Beside the fields of a usual login. */
export async function obtain(
  more: Fields,
  answer: Answers,
  refreshToken?: string,
): Promise<{ readonly asked: readonly Asked[]; readonly obtained: Obtained | AppError }> {
  const asked: Asked[] = [];
  const fetch: typeof globalThis.fetch = async (input, init = {}) => {
    const request = new Request(input, init);
    const { url, method, headers } = request;
    asked.push({
      url,
      method,
      headers: Object.fromEntries(headers),
      body: await request.text(),
      init,
    });
    return answer(url);
  };
  const credential = scheme.parse({ ...LOGIN, ...more });
  const obtained = await scheme.grant
    ?.obtain(credential, { now: () => NOW, fetch }, refreshToken)
    // Cast: the test looks at the code.
    .catch((error: unknown) => error as AppError);
  if (!obtained) throw new Error('It has a grant.');
  return { asked, obtained };
}

export async function tokenOf(more: Fields, answer: Answers): Promise<Obtained['token']> {
  const { obtained } = await obtain(more, answer);
  if (!('token' in obtained)) throw obtained;
  return obtained.token;
}

export async function failureOf(more: Fields, answer: Answers): Promise<AppError> {
  const { obtained } = await obtain(more, answer);
  if ('token' in obtained) throw new Error('It was answered.');
  return obtained;
}
