// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HeaderSummary } from '../../src/domain/app-state';
import { parsePathScope } from '../../src/domain/parse-site';
import type { HeaderSpecId } from '../../src/domain/profile';
import type { Origin } from '../../src/domain/site';
import type { Ask, Query } from '../../src/protocol/messages';
import { CopyHeader } from '../../src/ui/copy-header';
import { profileOf } from '../support/app-states';
import { browser } from '../support/fake-extension-api';

vi.mock('../../src/platform/extension-api', () => import('../support/fake-extension-api'));

const origin = 'https://api.test' as Origin;
const SECRET = 'Authorization: Bearer canary';
const [HEADER] = profileOf(1).headers as [HeaderSummary];

const writeText = vi.fn(async (_: string) => {});
let isAllowed: boolean;
let asked: Query[];
let answer: unknown;

beforeEach(() => {
  asked = [];
  answer = { ok: true, text: SECRET };
  isAllowed = false;
  vi.spyOn(browser.permissions, 'contains').mockImplementation(async () => isAllowed);
  writeText.mockReset().mockResolvedValue();
  vi.stubGlobal('navigator', { clipboard: { writeText } });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function draw(...headers: readonly HeaderSummary[]) {
  const ask = (async (query: Query) => {
    asked.push(query);
    return answer;
    // Cast: each test gives answers that fit its queries.
  }) as Ask;
  return render(<CopyHeader origin={origin} url={`${origin}/v1`} headers={headers} ask={ask} />);
}

async function press(name: string) {
  await act(async () => {
    fireEvent.click(screen.getByRole('button', { name }));
    // Wait for all answers.
    await new Promise((resolve) => setTimeout(resolve));
  });
}

const said = () => screen.getByRole('status').textContent;
const offer = () => screen.queryByRole('button', { name: 'Let Keybearer clear it' });

describe('CopyHeader', () => {
  it('copies the header, which is nowhere on the page', async () => {
    const { container } = draw(HEADER);
    await press('Copy header');

    expect(asked).toEqual([{ type: 'header/copy', origin, headerId: 'header-1' }]);
    expect(writeText).toHaveBeenCalledExactlyOnceWith(SECRET);
    expect(container.innerHTML).not.toContain('canary');
  });

  it('says that it stays, and offers to be let clear it', async () => {
    draw(HEADER);
    expect(said()).toBe('');
    await press('Copy header');
    expect(said()).toBe('Copied. It stays on the clipboard until you copy something else.');

    await press('Let Keybearer clear it');
    expect(said()).toBe(
      'Copied. Cleared from the clipboard in a minute, unless you copy something else.',
    );
    expect(offer()).toBeNull();
  });

  it('says that it is cleared, where it may be', async () => {
    isAllowed = true;
    draw(HEADER);
    await press('Copy header');

    expect(said()).toContain('Cleared from the clipboard in a minute');
    expect(offer()).toBeNull();
  });

  it('copies a command, which nothing has to be said of but where the secret is', async () => {
    draw(HEADER);
    await press('Copy as curl');

    expect(asked).toEqual([{ type: 'header/curl', origin, url: `${origin}/v1`, method: 'GET' }]);
    expect(said()).toBe(
      'Copied without the secret: the command reads it from the variable KEYBEARER_SECRET.',
    );
    expect(offer()).toBeNull();
  });

  it('names the headers, where there are several', async () => {
    const key = { id: 'header-2' as HeaderSpecId, headerNames: ['X-API-Key'] };
    draw(HEADER, { ...HEADER, ...key, paths: [parsePathScope('/v1')] });
    await press('Copy X-API-Key /v1');

    expect(asked).toEqual([{ type: 'header/copy', origin, headerId: 'header-2' }]);
    expect(screen.getByRole('button', { name: 'Copy Authorization' })).toBeTruthy();
  });

  it.each([
    [
      'nothing is set',
      { ok: false, failure: { code: 'header-not-set' } },
      /^No header is added here/,
    ],
    ['it is locked', { ok: false, failure: { code: 'vault-locked' } }, /locked/],
    ['the background does not answer', undefined, /./],
  ])('copies nothing and says so where %s', async (_, failed, sentence) => {
    answer = failed;
    draw(HEADER);
    await press('Copy header');

    expect(writeText).not.toHaveBeenCalled();
    expect(said()).toMatch(sentence);
    expect(said()).not.toContain('Copied');
  });

  it('says so where the browser refuses', async () => {
    writeText.mockRejectedValue(new DOMException('no', 'NotAllowedError'));
    draw(HEADER);
    await press('Copy header');

    expect(said()).toBe(
      'The browser did not allow the copy, so nothing was copied. Press the button again.',
    );
    expect(offer()).toBeNull();
  });
});
