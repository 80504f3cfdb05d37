import { describe, expect, it } from 'vitest';
import { oauth2DeviceCode as scheme } from '../../../src/schemes/oauth2-device-code/oauth2-device-code';
import { NOW } from '../oauth2/lab-context';

const HOUR_MS = 60 * 60_000;

describe('a device that is to ask again', () => {
  // Seconds, and a number so large that it has no end.
  it.each([['86400'], ['9'.repeat(400)]])(
    'in %s s asks once more when its code ends',
    async (retryAfter) => {
      const credential = scheme.parse({
        deviceUrl: 'https://auth.example.com/device',
        tokenUrl: 'https://auth.example.com/token',
        clientId: 'client',
      });
      const step = {
        kind: 'device',
        userCode: 'WDJB-MJHT',
        verificationUri: 'https://auth.example.com/enter',
        expiresAt: NOW + HOUR_MS,
        askAt: NOW,
      } as const;
      const headers = { 'Retry-After': retryAfter };
      const context = {
        now: () => NOW,
        fetch: async () => new Response('', { status: 503, headers }),
      };

      const proceeded = await scheme.grant?.signIn?.proceed(
        credential,
        { step, secret: { deviceCode: 'd', intervalS: 5 } },
        context,
      );

      expect(proceeded).toMatchObject({ pending: { step: { ...step, askAt: NOW + HOUR_MS } } });
    },
  );
});
