// @vitest-environment happy-dom
import { cleanup, createEvent, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Origin } from '../../../src/domain/site';
import { Choices } from '../../../src/popup/views/choices';
import { profileOf } from '../../support/app-states';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
afterEach(cleanup);

const origin = 'https://api.test' as Origin;
const profiles = [profileOf(1, [origin]), profileOf(2, [origin])];

function draw() {
  const onChoose = vi.fn();
  render(<Choices profiles={profiles} picked={null} onChoose={onChoose} />);
  radios()[0]?.focus();
  return onChoose;
}

const radios = () => screen.getAllByRole<HTMLInputElement>('radio');
const focused = () => radios().findIndex((radio) => radio.matches(':focus'));

/** @returns whether the browser may go on with what the key does in a group of radio buttons. */
function press(key: string): boolean {
  const target = document.activeElement ?? document.body;
  const event = createEvent.keyDown(target, { key });
  fireEvent(target, event);
  return !event.defaultPrevented;
}

describe('Choices', () => {
  it.each([
    ['ArrowDown', 1],
    ['ArrowRight', 1],
    ['ArrowUp', 2],
    ['ArrowLeft', 2],
  ])('%s only moves, and leaves the browser nothing to pick', (key, to) => {
    const onChoose = draw();

    expect(press(key)).toBe(false);

    expect(focused()).toBe(to);
    expect(onChoose).not.toHaveBeenCalled();
  });

  it('picks by Enter', () => {
    const onChoose = draw();

    press('ArrowDown');
    press('Enter');

    expect(onChoose).toHaveBeenCalledExactlyOnceWith('profile-1');
  });
});
