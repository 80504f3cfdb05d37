/** Entry point of the offscreen page that Chrome's worker opens to clear the clipboard. */
import { serveClipboard } from '../platform/clipboard-page';

serveClipboard();
