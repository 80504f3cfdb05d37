// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { useState } from 'preact/hooks';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { SecretField } from '../../src/ui/secret-field';
import { proves } from '../support/proves';

vi.mock('../../src/platform/extension-api', () => import('../support/fake-extension-api'));

afterEach(cleanup);

function Form({ kind = 'secret' }: { readonly kind?: 'secret' | 'secret-lines' | 'text' }) {
  const [value, setValue] = useState('');
  return (
    <form onSubmit={(event) => event.preventDefault()}>
      <SecretField label="Password" kind={kind} value={value} onInput={setValue} />
      <button type="submit">Save</button>
    </form>
  );
}

/** Draws a form and types into its field. */
async function typed(kind?: Parameters<typeof Form>[0]['kind']) {
  render(<Form {...(kind && { kind })} />);
  const field = screen.getByLabelText<HTMLInputElement>('Password');
  field.focus();
  fireEvent.input(field, { target: { value: 'hunter2' } });
  return { field, show: await screen.findByRole('button', { name: 'Show Password' }) };
}

const isShown = () => screen.queryByText('hunter2') !== null;

/** The attributes that session restore and the browser's own forms go by. */
const attributesOf = (field: Element) =>
  [...field.attributes].map((each) => each.name + each.value);

describe('Show', () => {
  proves('T7', 'a shown secret stays in a password field', async (tried) => {
    const { field, show } = await typed();
    const before = attributesOf(field);

    fireEvent.click(show);

    expect(isShown()).toBe(true);
    expect(show.getAttribute('aria-pressed')).toBe('true');
    expect(attributesOf(field)).toEqual(before);
    expect(before).toEqual(expect.arrayContaining(['typepassword', 'autocompleteoff']));
    fireEvent.click(show);
    expect(isShown()).toBe(false);
    tried(before.length);
  });

  it('ends when the focus leaves field and button', async () => {
    const { field, show } = await typed();
    fireEvent.click(show, { detail: 1 });
    expect(document.activeElement).toBe(field);

    fireEvent.focusOut(field, { relatedTarget: show });
    expect(isShown()).toBe(true);
    fireEvent.focusOut(show, { relatedTarget: screen.getByText('Save') });

    expect(isShown()).toBe(false);
  });

  it('ends when another window has the focus', async () => {
    const { field, show } = await typed();
    fireEvent.click(show);

    fireEvent.focusOut(field, { relatedTarget: null });

    expect(isShown()).toBe(false);
  });

  it('ends at the submit', async () => {
    const { field, show } = await typed();
    fireEvent.click(show);

    if (field.form) fireEvent.submit(field.form);

    expect(isShown()).toBe(false);
  });

  it('does not repeat the text of an area, which a style sheet masks', async () => {
    const { field, show } = await typed('secret-lines');
    fireEvent.click(show);

    expect(isShown()).toBe(false);
    expect(show.getAttribute('aria-pressed')).toBe('true');
    expect(field.nextElementSibling?.className).toBe('shown');
  });

  it('is not offered for an empty field, nor for one that is no secret', async () => {
    const { field } = await typed();
    fireEvent.input(field, { target: { value: '' } });
    expect(screen.queryByText('Show')).toBeNull();
    cleanup();

    render(<Form kind="text" />);
    fireEvent.input(screen.getByLabelText('Password'), { target: { value: 'open' } });
    expect(screen.queryByText('Show')).toBeNull();
  });
});
