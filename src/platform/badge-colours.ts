/**
 * The colours of the badge. The browser does not tell whether its toolbar is light or dark, so each has
 * at least 3:1 on both, and black letters have at least 4.5:1 on each.
 */
import type { Colour } from '../domain/profile';

export const BADGE_COLOURS: Readonly<Record<Colour, string>> = {
  grey: '#858c99',
  red: '#f0564a',
  orange: '#d2751b',
  green: '#35a35f',
  teal: '#1f9cab',
  blue: '#5b8bf5',
  purple: '#a877e3',
};

export const BADGE_LETTERS = '#000000';

/** The mark of a tab that needs the user, and of a vault that cannot be read. */
export const ATTENTION_COLOUR = '#e0731d';
