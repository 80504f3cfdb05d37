// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { NewsItem } from '../../src/domain/news';
import type { PathScope } from '../../src/domain/site';
import type { Command, Reply } from '../../src/protocol/messages';
import { News } from '../../src/ui/news';
import { EMPTY_STATE } from '../support/app-states';

vi.mock('../../src/platform/extension-api', () => import('../support/fake-extension-api'));
afterEach(cleanup);

function draw(...news: readonly NewsItem[]) {
  const sent: Command[] = [];
  const send = async (command: Command): Promise<Reply> => {
    sent.push(command);
    return { ok: true, state: EMPTY_STATE };
  };
  render(
    <main>
      <News news={news} send={send} />
    </main>,
  );
  return sent;
}

describe('News', () => {
  it('are nothing where there are none', () => {
    draw();

    expect(screen.getByRole('main').textContent).toBe('');
  });

  it('are told together, with the paths that they concern, until they are read', () => {
    const paths = ['/alice', '/v1'] as readonly string[] as readonly PathScope[];
    const sent = draw(
      { news: 'pictures-left-out' },
      { news: 'cache-kept-out' },
      { news: 'paths-exact', paths },
    );
    const told = screen.getByRole('status').textContent;
    expect(told).toMatch(/pictures and style sheets no longer carry the header/);
    expect(told).toMatch(/Cached images and files/);
    expect(told).toMatch(/cover less: \/alice, \/v1\./);

    fireEvent.click(screen.getByRole('button', { name: 'OK' }));

    expect(sent).toEqual([{ type: 'news/dismiss' }]);
    expect(document.activeElement).toBe(screen.getByRole('main'));
  });
});
