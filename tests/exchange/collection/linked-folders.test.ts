import { describe, expect, it } from 'vitest';
import type { Folder } from '../../../src/exchange/collection/collection';
import { treeOf } from '../../../src/exchange/collection/linked-folders';

const folder = (id: string, parentId: string) => ({ id, parentId, name: id });
const request = (name: string, parentId: string) => ({ parentId, request: { name, url: '' } });

/** `a(b)` for a folder b in a; requests in lower case, folders in upper case. */
function drawn({ folders, requests }: Pick<Folder, 'folders' | 'requests'>): string {
  const inner = folders.map((each) => `${each.name}(${drawn(each)})`);
  return [...inner, ...requests.map(({ name }) => name)].join(' ');
}

describe('treeOf', () => {
  it('puts each folder into its parent, whatever their order', () => {
    const tree = treeOf([folder('B', 'A'), folder('A', ''), folder('C', 'B')], [request('x', 'C')]);

    expect(drawn(tree)).toBe('A(B(C(x)))');
  });

  it('puts what names an unknown parent at the top', () => {
    const tree = treeOf([folder('A', 'gone')], [request('x', 'gone'), request('y', 'A')]);

    expect(drawn(tree)).toBe('A(y) x');
  });

  it.each([
    [[folder('A', 'A')]],
    [[folder('A', 'B'), folder('B', 'A')]],
    [[folder('C', 'B'), folder('A', 'B'), folder('B', 'A')]],
  ])('opens a circle, and loses no folder', (folders) => {
    const tree = treeOf(folders, [request('x', 'A')]);

    for (const { name } of [...folders, { name: 'x' }]) expect(drawn(tree)).toContain(name);
  });

  it('walks a chain of 10,000 folders once', () => {
    const chain = Array.from({ length: 10_000 }, (_, index) =>
      folder(`F${index}`, `F${index + 1}`),
    );

    // Not the list itself: a matcher would walk it.
    expect(treeOf(chain, []).folders.length).toBe(1);
  });
});
