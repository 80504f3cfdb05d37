import { describe, expect, it } from 'vitest';
import { maskHeader } from '../../src/domain/mask-header';

describe('maskHeader', () => {
  it.each([
    ['Authorization', 'Bearer abcdefgh1234a3f9', 'Bearer …a3f9'],
    ['Authorization', 'bearer abcdefgh1234a3f9', 'bearer …a3f9'],
    ['Authorization', 'Token token=abcdefgh5678', 'Token …5678'],
    // Exactly long enough, and one too short.
    ['Authorization', 'Bearer 12345678abcd', 'Bearer …abcd'],
    ['Authorization', 'Bearer 1234567abcd', 'Bearer …'],
    // RFC 7617 §2: Aladdin, open sesame.
    ['Authorization', 'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==', 'Basic …'],
    ['authorization', 'BASIC QWxhZGRpbjpvcGVuIHNlc2FtZQ==', 'BASIC …'],
    ['Proxy-Authorization', 'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==', 'Basic …'],
    // No word of a scheme: it may be the secret's own first word.
    ['Authorization', 'correct horse battery staple', '…aple'],
    ['Authorization', 'swordfish 1', '…'],
    ['Authorization', 'abcdefgh1234a3f9', '…a3f9'],
    ['Authorization', 'Bearer', '…'],
    ['X-API-Key', 'abcdefgh1234a3f9', '…a3f9'],
    ['X-API-Key', 'short', '…'],
    ['X-API-Key', '', '…'],
  ])('%s: %s reads %s', (name, value, expected) => {
    expect(maskHeader({ name, value })).toBe(expected);
  });
});
