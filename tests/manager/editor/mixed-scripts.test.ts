import { describe, expect } from 'vitest';
import { hasMixedScripts } from '../../../src/manager/editor/mixed-scripts';
import { proves } from '../../support/proves';

describe('hasMixedScripts', () => {
  const hosts: readonly (readonly [typed: string, mixed: boolean])[] = [
    ['https://аpple.com', true],
    ['аpple.com/path', true],
    ['gοogle.test', true],
    ['https://apple.com/аpple', false],
    ['https://пример.test', false],
    ['https://bücher.test', false],
    ['', false],
  ];

  proves('T6', 'a label of two alphabets is told, one alphabet for each label is not', (tried) => {
    for (const [typed, mixed] of hosts) {
      expect(hasMixedScripts(typed), typed).toBe(mixed);
      tried();
    }
  });
});
