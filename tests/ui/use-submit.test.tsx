// @vitest-environment happy-dom
/** Every form that asks for the passphrase goes through this one hook. */
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ErrorCode } from '../../src/domain/errors';
import { Field } from '../../src/ui/field';
import { useSubmit } from '../../src/ui/use-submit';

vi.mock('../../src/platform/extension-api', () => import('../support/fake-extension-api'));
afterEach(cleanup);

function Form({ code }: { readonly code: ErrorCode }) {
  const { form, onSubmit, failure } = useSubmit(async () => ({ ok: false, failure: { code } }));
  return (
    <form ref={form} onSubmit={onSubmit}>
      <Field label="Name" value="laptop" onInput={() => {}} />
      <Field
        label="Secret"
        kind="secret"
        value="typed"
        onInput={() => {}}
        problem={failure?.code}
      />
      <button type="submit">Send</button>
    </form>
  );
}

async function fail(code: ErrorCode) {
  render(<Form code={code} />);
  fireEvent.click(screen.getByText('Send'));
  await screen.findByRole('alert');
  const field = screen.getByLabelText<HTMLInputElement>('Secret');
  await vi.waitFor(() => expect(document.activeElement).toBe(field));
  return field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0);
}

describe('useSubmit', () => {
  it('selects a wrong passphrase, so that the next key replaces it', async () => {
    expect(await fail('passphrase-wrong')).toBe('typed');
  });

  it('selects nothing else that failed: the user may only have to mend a letter', async () => {
    expect(await fail('credential-invalid')).toBe('');
  });
});
