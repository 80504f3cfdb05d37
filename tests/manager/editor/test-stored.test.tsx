// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TestResult } from '../../../src/domain/inquiry';
import { parsePathScope } from '../../../src/domain/parse-site';
import type { ProfileId } from '../../../src/domain/profile';
import type { Origin } from '../../../src/domain/site';
import { TestStored } from '../../../src/manager/editor/test-stored';
import type { Ask, Query } from '../../../src/protocol/messages';
import { profileOf } from '../../support/app-states';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));

const origin = 'https://api.test' as Origin;
const blank = profileOf(1, [origin]);

beforeEach(() => {
  location.hash = '';
});
afterEach(cleanup);

/** @param profileId - The picked profile, whose credential the server refuses. */
function draw({ path = '', profileId = blank.id }: { path?: string; profileId?: ProfileId } = {}) {
  const profile = { ...blank, sites: [{ origin, path: parsePathScope(path) }] };
  const refused: TestResult = {
    ok: true,
    advice: {
      verdict: { cause: 'credentials-refused' },
      remedy: 'edit-profile',
      origin,
      profileId,
    },
    sent: [],
    status: 401,
    milliseconds: 12,
    body: '',
    limits: [],
  };
  const asked: Query[] = [];
  const ask = async (query: Query) => {
    asked.push(query);
    return refused;
  };
  render(
    <>
      <div class="editor">
        <form class="need">
          <input type="checkbox" aria-label="Send this header" />
          <input aria-label="Name" />
        </form>
      </div>
      {/* Cast: the component asks for nothing but a test. */}
      <TestStored profile={profile} ask={ask as Ask} send={vi.fn()} />
    </>,
  );
  return asked;
}

const address = () => screen.getByRole<HTMLInputElement>('textbox', { name: /^URL/ });

async function test() {
  fireEvent.click(screen.getByRole('button', { name: 'Run test' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Edit profile' }));
}

describe('TestStored', () => {
  it('asks the first site of the profile', async () => {
    const asked = draw({ path: '/v1/orders' });

    await test();

    expect(asked).toEqual([{ type: 'test/run', url: `${origin}/v1/orders`, method: 'GET' }]);
  });

  it('begins where a scope stops saying which path', () => {
    draw({ path: '/v1/*/orders' });

    expect(address().value).toBe(`${origin}/v1/`);
  });

  it('asks the typed address', async () => {
    const asked = draw();
    fireEvent.input(address(), { target: { value: `${origin}/elsewhere` } });

    await test();

    expect(asked).toEqual([{ type: 'test/run', url: `${origin}/elsewhere`, method: 'GET' }]);
  });

  it('leads back to the form that it is under', async () => {
    draw();

    await test();

    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Name' }));
    expect(location.hash).toBe('');
  });

  it('leads to the profile that is picked there, where that is another', async () => {
    draw({ profileId: 'profile-2' as ProfileId });

    await test();

    expect(location.hash).toContain('profile-2');
  });
});
