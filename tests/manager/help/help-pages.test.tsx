// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../src/domain/settings';
import { HelpView } from '../../../src/manager/help/help-view';
import { KeyboardView } from '../../../src/manager/help/keyboard-view';
import { ReportView } from '../../../src/manager/help/report-view';
import { KeysSheet } from '../../../src/popup/views/keys-sheet';
import { stateOfMany } from '../../support/app-states';

const commands = await vi.hoisted(async () => ({ getAll: vi.fn() }));
vi.mock('../../../src/platform/extension-api', async () => {
  const { browser } = await import('../../support/fake-extension-api');
  const runtime = { getManifest: () => ({ version: '0.1.0' }) };
  return { browser: { ...browser, runtime, commands } };
});

beforeEach(() => {
  commands.getAll.mockResolvedValue([
    { name: '_execute_action', shortcut: 'Alt+Shift+K' },
    { name: 'lock', shortcut: '' },
  ]);
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

/** Key and meaning of each row of a list. */
function rowsOf(list: Element | null | undefined): string[] {
  return [...(list?.children ?? [])].map((row) => {
    const [key, ...words] = [...row.querySelectorAll('kbd, :is(dt, dd):not(:has(kbd))')]
      .sort((a) => (a.matches('kbd') ? -1 : 1))
      .map((part) => part.textContent);
    return `${key}: ${words.join()}`;
  });
}

describe('the keyboard page', () => {
  it.each([
    { singleKeys: true, digitsPick: false },
    { singleKeys: true, digitsPick: true },
    { singleKeys: false, digitsPick: false },
  ])('has the keys of the popup’s own sheet: %j', (settings) => {
    HTMLDialogElement.prototype.showModal = () => {};
    const sheet = render(
      <KeysSheet settings={settings} onSettings={() => {}} onClose={() => {}} />,
    );
    const inPopup = rowsOf(sheet.container.querySelector('dl'));
    cleanup();

    const page = render(<KeyboardView settings={{ ...DEFAULT_SETTINGS, ...settings }} />);

    expect(inPopup.length).toBeGreaterThan(2);
    expect(rowsOf(page.container.querySelector('dl'))).toEqual(inPopup);
  });

  it('has the browser’s shortcuts, set or not, and reads them again when it has the focus', async () => {
    render(<KeyboardView />);
    await screen.findByText('Alt+Shift+K');
    expect(screen.getByText('Lock the vault').closest('div')?.textContent).toContain('not set');

    commands.getAll.mockResolvedValue([{ name: 'lock', shortcut: 'Alt+L' }]);
    fireEvent(window, new Event('focus'));

    await screen.findByText('Alt+L');
  });

  it('says where they are changed, as a text to copy', () => {
    render(<KeyboardView />);

    screen.getByText('chrome://extensions/shortcuts');
    expect(screen.queryByRole('link')).toBeNull();
  });
});

describe('the help page', () => {
  it('leads to pages of this manager only', () => {
    render(<HelpView isOpen />);

    const links = screen.getAllByRole('link').map((link) => link.getAttribute('href'));
    expect(links.length).toBeGreaterThan(4);
    for (const href of links) expect(href).toMatch(/^#\/\w+$/);
  });

  it('leads over a closed vault to the report alone', () => {
    render(<HelpView isOpen={false} />);

    expect(screen.getAllByRole('link').map((link) => link.textContent)).toEqual([
      'Report a problem',
    ]);
  });
});

describe('the report page', () => {
  it('copies what it shows, and says so; nothing is sent', async () => {
    const copied: string[] = [];
    const writeText = async (text: string) => void copied.push(text);
    vi.stubGlobal('navigator', { userAgent: 'X11; Linux Chrome/147.0', clipboard: { writeText } });
    const fetched = vi.fn();
    vi.stubGlobal('fetch', fetched);
    const { baseElement } = render(<ReportView state={stateOfMany(3)} />);

    fireEvent.click(screen.getByRole('button', { name: 'Copy the facts' }));

    await within(baseElement as HTMLElement).findByText('Copied');
    expect(copied).toEqual([baseElement.querySelector('pre')?.textContent]);
    expect(copied[0]).toContain('browser: Chrome 147\nsystem: Linux\n');
    expect(fetched).not.toHaveBeenCalled();
  });
});
