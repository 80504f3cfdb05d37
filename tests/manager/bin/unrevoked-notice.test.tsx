// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { UnrevokedNotice } from '../../../src/manager/bin/unrevoked-notice';
import type { Command, Reply } from '../../../src/protocol/messages';
import { EMPTY_STATE } from '../../support/app-states';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
afterEach(cleanup);

function draw(hosts?: readonly string[]) {
  const sent: Command[] = [];
  const send = async (command: Command): Promise<Reply> => {
    sent.push(command);
    return { ok: true, state: EMPTY_STATE };
  };
  render(
    <main>
      <UnrevokedNotice hosts={hosts} send={send} />
    </main>,
  );
  return sent;
}

describe('UnrevokedNotice', () => {
  it('is not there without a host', () => {
    draw();

    expect(screen.getByRole('main').textContent).toBe('');
  });

  it('names the hosts, until it is read', () => {
    const sent = draw(['auth.ixo.test', 'login.gluwa.test']);
    expect(screen.getByRole('status').textContent).toContain('auth.ixo.test, login.gluwa.test');

    fireEvent.click(screen.getByRole('button', { name: 'OK' }));

    expect(sent).toEqual([{ type: 'unrevoked/dismiss' }]);
    expect(document.activeElement).toBe(screen.getByRole('main'));
  });
});
