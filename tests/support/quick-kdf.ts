/**
 * In the place of Argon2id, for tests that derive a hundred keys and are about something else:
 * `vi.mock('hash-wasm', () => import('../support/quick-kdf'))`. tests/vault/kdf.test.ts has the real one.
 */
import { createHash } from 'node:crypto';

interface Parameters {
  readonly password: string;
  readonly salt: Uint8Array;
}

export async function argon2id({ password, salt }: Parameters): Promise<Uint8Array> {
  return createHash('sha256').update(salt).update(password).digest();
}
