import { describe, expect, it } from 'vitest';
import { serial } from '../../src/app/serial';

describe('serial', () => {
  it('runs one task at a time, in order, past a failed one', async () => {
    const inTurn = serial();
    const events: string[] = [];
    const task =
      (name: string, fails = false) =>
      async () => {
        events.push(`${name} begins`);
        await new Promise((resolve) => setTimeout(resolve, 1));
        events.push(`${name} ends`);
        if (fails) throw new Error(name);
        return name;
      };

    const results = await Promise.allSettled([
      inTurn(task('a')),
      inTurn(task('b', true)),
      inTurn(task('c')),
    ]);

    expect(events).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });
});
