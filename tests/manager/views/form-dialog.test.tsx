// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { useState } from 'preact/hooks';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FormDialog } from '../../../src/manager/views/form-dialog';
import { useSubmit } from '../../../src/ui/use-submit';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
afterEach(cleanup);

interface PageProps {
  /** The button that opens the dialog goes once the work is done. */
  readonly leaves: boolean;
}

function Page({ leaves }: PageProps) {
  const [isOpen, setOpen] = useState(false);
  const [isDone, setDone] = useState(false);
  return (
    <main>
      {!(leaves && isDone) && (
        <button type="button" onClick={() => setOpen(true)}>
          Open
        </button>
      )}
      {isOpen && <Work onWork={() => setDone(true)} onClose={() => setOpen(false)} />}
    </main>
  );
}

interface WorkProps {
  readonly onWork: () => void;
  readonly onClose: () => void;
}

function Work({ onWork, onClose }: WorkProps) {
  const submission = useSubmit(async () => {
    onWork();
    return { ok: true };
  }, onClose);
  return (
    <FormDialog
      title="Work"
      submission={submission}
      confirm="Do it"
      tone="primary"
      onClose={onClose}
    >
      <input aria-label="Text" autocomplete="off" />
    </FormDialog>
  );
}

/** The dialog with the focus in its field, as a browser gives it. */
function opened(leaves: boolean) {
  render(<Page leaves={leaves} />);
  const opener = screen.getByText('Open');
  opener.focus();
  fireEvent.click(opener);
  const dialog = screen.getByRole<HTMLDialogElement>('dialog');
  // The test's document does not give the focus back as a browser does.
  const close = vi.spyOn(dialog, 'close').mockImplementation(() => {
    screen.getByLabelText('Text').blur();
    if (opener.isConnected) opener.focus();
  });
  screen.getByLabelText('Text').focus();
  return { opener, close };
}

describe('the focus after a dialog that has done its work', () => {
  it('is where it was before, since the dialog is closed and not only removed', async () => {
    const { opener, close } = opened(false);

    fireEvent.click(screen.getByText('Do it'));

    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(close).toHaveBeenCalledOnce();
    expect(document.activeElement).toBe(opener);
  });

  it('is on the page if the button that opened it is gone', async () => {
    opened(true);

    fireEvent.click(screen.getByText('Do it'));

    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(document.activeElement).toBe(screen.getByRole('main'));
  });
});
