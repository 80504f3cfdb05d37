import { describe, expect, it, vi } from 'vitest';
import { REMARKS } from '../../../src/domain/imported';
import { remarkText } from '../../../src/manager/import/remark-text';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));

describe('remarkText', () => {
  it.each(REMARKS)('has a sentence for %s', (code) => {
    expect(remarkText(code)).toMatch(/^[A-Z].*\.$/);
  });
});
