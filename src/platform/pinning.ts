/** The way to pin the toolbar button in this browser. */

/** Whether the row of an extension in the toolbar's menu has a gear, as in Firefox, and not a pin. */
export function hasGearMenu(): boolean {
  return location.protocol === 'moz-extension:';
}
