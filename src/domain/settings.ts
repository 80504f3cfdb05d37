/** The choices of the settings page. */

/** Minutes without input after which the vault locks. */
export const AUTO_LOCK_MINUTES = [5, 15, 60, 240] as const;

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];
