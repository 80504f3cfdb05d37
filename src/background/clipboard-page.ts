/** Entry point of the page without a window that Chrome's worker opens to clear the clipboard. */
import { serveClipboard } from '../platform/clipboard-page';

serveClipboard();
