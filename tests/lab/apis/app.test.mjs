/** Every origin can send requests: the app, and the blank page of any name. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLab } from '../lab.mjs';
import { askLab, WEB_SOCKET_HEADERS } from '../server/ask-lab.mjs';
import { CALL_WAYS, callExpression } from './app-calls.mjs';

/** @type {import('../lab.mjs').Lab} */
let lab;

beforeAll(async () => {
  lab = await startLab();
});

afterAll(() => lab.stop());

/** The script of a page, run as far as it runs without a browser. */
async function callsOf(/** @type {string} */ address) {
  const { text } = await askLab(lab, address);
  const script = /<script>(.*)<\/script>\s*<\/body>/s.exec(text)?.[1] ?? '';
  return new Function(`${script}; return Object.keys(globalThis.calls);`)();
}

describe('/blank', () => {
  it.each([
    'https://api.gluwa.test',
    'http://api.gluwa.test',
    'https://api.gluwa.test:8443',
    'https://sub.api.gluwa.test',
    'http://sub.api.gluwa.test:8080',
    'https://unknown.test',
    'http://localhost:3000',
  ])('is a page that can call, on %s', async (origin) => {
    expect(await callsOf(`${origin}/blank`)).toEqual(CALL_WAYS);
    expect(lab.log.entries.at(-1)).toMatchObject({ host: new URL(origin).host, status: 200 });
  });

  it('makes one request by itself where it is told how', async () => {
    const { text } = await askLab(
      lab,
      'https://sub.api.gluwa.test/blank/form?target=https://x.test/',
    );

    expect(text).toContain('form.submit()');
  });

  it('is all that an unknown name has', async () => {
    expect((await askLab(lab, 'https://sub.api.gluwa.test/')).status).toBe(404);
    expect((await askLab(lab, 'https://sub.api.gluwa.test/blank/other?target=x')).status).toBe(404);
    expect(lab.log.entries.at(-1)).toMatchObject({ host: 'sub.api.gluwa.test', status: 404 });
  });
});

describe('app.test', () => {
  it('has the same functions', async () => {
    expect(await callsOf('https://app.test/')).toEqual(CALL_WAYS);
  });
});

describe('callExpression', () => {
  it('quotes what it is given', () => {
    expect(callExpression('xhr', 'https://x.test/"', { method: 'PUT' })).toBe(
      'calls.xhr("https://x.test/\\"", {"method":"PUT"})',
    );
  });
});

describe('a WebSocket handshake', () => {
  it.each([
    ['https://api.gluwa.test/', 101],
    ['https://api.gluwa.test/v1/events', 403],
    ['https://unknown.test/', 404],
  ])('at %s is answered %i', async (address, status) => {
    expect((await askLab(lab, address, { headers: WEB_SOCKET_HEADERS })).status).toBe(status);
  });
});

describe('the start page', () => {
  it('shows the four documents', async () => {
    const { text } = await askLab(lab, 'https://lab.test/');

    for (const host of ['api.gluwa.test', 'api.geonode.test', 'api.ixo.test', 'talend.test:8443']) {
      expect(text).toContain(`https://${host}/`);
    }
  });
});
