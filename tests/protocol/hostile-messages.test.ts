/**
 * Messages that are not ours, made from those that are: one key or value changed, added or taken
 * away, at any depth. None of them reaches a handler. `tests/e2e/hostile-messages.test.ts` sends
 * them to the real background.
 */
import { describe, expect, it, vi } from 'vitest';
import { parseRequest } from '../../src/protocol/request-schema';
import { type QueryHandlers, route } from '../../src/protocol/router';
import { EMPTY_STATE } from '../support/app-states';
import { HONEST_MESSAGES, hostileMessages } from '../support/hostile-messages';
import { refusal } from '../support/matchers';
import { proves, rounds } from '../support/proves';

describe('honest messages', () => {
  it.each(HONEST_MESSAGES)('are taken, or the tests below would show nothing: $type', (message) => {
    expect(parseRequest(message)).toEqual(message);
  });
});

describe('parseRequest', () => {
  proves('T9', 'every message that is not one of ours is refused', (tried) => {
    for (const message of hostileMessages(rounds({ short: 3_000, full: 100_000 }))) {
      expect(() => parseRequest(message), JSON.stringify(message)?.slice(0, 400)).toThrow(
        refusal('message-refused'),
      );
      tried();
    }
  });
});

describe('the fields of a credential, whose keys are free', () => {
  proves('T9', 'bring no key of a prototype along', (tried) => {
    for (const key of ['__proto__', 'constructor', 'prototype']) {
      const fields = JSON.parse(`{"${key}":"x","username":"u"}`);

      const request = parseRequest({ type: 'credential/check', schemeId: 'basic', fields });

      expect(request).toEqual({
        type: 'credential/check',
        schemeId: 'basic',
        fields: { username: 'u' },
      });
      expect(Object.getPrototypeOf({})).not.toHaveProperty('username');
      tried();
    }
  });
});

describe('route', () => {
  proves('T9', 'no such message reaches a handler, and the answer tells nothing', async (tried) => {
    const perform = vi.fn(async () => ({ ok: true, state: EMPTY_STATE }) as const);
    const onRefused = vi.fn();
    // No queries: every message is taken for a command.
    const background = { queries: {} as QueryHandlers, perform, onRefused, isPopup: true };
    const messages = hostileMessages(rounds({ short: 1_000, full: 20_000 }));

    for (const message of messages) {
      expect(await route(message, background)).toEqual({
        ok: false,
        failure: { code: 'message-refused' },
      });
      tried();
    }

    expect(perform).not.toHaveBeenCalled();
    expect(onRefused).toHaveBeenCalledTimes(messages.length);
    expect(await route(HONEST_MESSAGES[0], background)).toMatchObject({ ok: true });
    expect(perform).toHaveBeenCalledOnce();
  });
});
