// @vitest-environment happy-dom
import { cleanup, screen } from '@testing-library/preact';
import { afterEach, expect, it, vi } from 'vitest';
import { drawEditor } from '../../support/editor';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
afterEach(cleanup);

it('a new profile begins with the colour that it is given', async () => {
  await drawEditor({ site: 'https://api.test', colour: 'teal' });

  const teal = screen.getByRole<HTMLInputElement>('radio', { name: /Teal/, hidden: true });
  expect(teal.checked).toBe(true);
});
