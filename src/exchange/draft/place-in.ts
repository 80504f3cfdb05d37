/** The place of a remark about one header of a rule, request or profile. */

/**
 * A damaged source may have a secret where the name of a header belongs, so only a name that looks like
 * one is shown.
 *
 * @param within - The name of the rule, request or profile.
 */
export function placeIn(within: string, headerName = 'Authorization'): string {
  return /^[A-Za-z][A-Za-z0-9_-]{0,39}$/.test(headerName) ? `${within} › ${headerName}` : within;
}
