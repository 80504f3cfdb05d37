/**
 * Finds a secret that a server repeats in its answer. Its words are kept and shown, so words with a
 * part of what was sent are left out. Pure.
 */
import { schemeWordOf } from './mask-header';
import { mayBeKey } from './may-be-key';

/** A shorter secret would be found in many sentences. */
const SECRET_LENGTH_AT_LEAST = 4;
/** A server may repeat a part only: `Invalid token eyJhbGci…`. */
const PART_LENGTH = 8;

/** @param values - Of headers that were sent: `Basic YWRhOnB3`. */
export function secretsIn(values: readonly string[]): readonly string[] {
  return values.flatMap((value) => {
    const word = schemeWordOf(value);
    const secret = word === undefined ? value : value.slice(word.length).trim();
    return [secret, ...(word?.toLowerCase() === 'basic' ? secretsOfPair(secret) : [])];
  });
}

/** Whether the text repeats one of the secrets, or a part of it. In any letter case. */
export function repeatsSecret(text: string, secrets: readonly string[]): boolean {
  const said = text.toLowerCase();
  return secrets.some((secret) => {
    if (secret.length < SECRET_LENGTH_AT_LEAST) return false;
    const whole = secret.toLowerCase();
    if (whole.length <= PART_LENGTH) return said.includes(whole);
    for (let at = 0; at + PART_LENGTH <= said.length; at++) {
      if (whole.includes(said.slice(at, at + PART_LENGTH))) return true;
    }
    return false;
  });
}

/**
 * The password, and a user name that may be a key. Each character that `atob` returns is a byte, and the
 * pair is UTF-8 or Latin-1.
 */
function secretsOfPair(pair: string): readonly string[] {
  try {
    const bytes = atob(pair);
    const text = new TextDecoder().decode(Uint8Array.from(bytes, (each) => each.charCodeAt(0)));
    return [bytes, text].flatMap((each) => {
      const [username = '', ...rest] = each.split(':');
      const password = rest.join(':');
      return [password, ...(mayBeKey(username, password) ? [username] : [])];
    });
  } catch {
    return [];
  }
}
