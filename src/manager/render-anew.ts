/**
 * Draws the whole page anew. Preact keeps the last tree that a part of the page was drawn from, and with it
 * what was typed in a dialog that has closed since, until that part is drawn again.
 */
import { createContext } from 'preact';

export const RenderAnew = createContext<() => void>(() => {});
