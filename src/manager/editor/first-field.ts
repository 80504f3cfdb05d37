/** Finds the field in which the user begins to type. */

const FIELDS =
  '.need :is(input:not([type="radio"], [type="checkbox"]), textarea):not(details:not([open]) *)';

/** The first empty field that a new profile needs; if all are filled in, the first of them. */
export function focusFirstEmpty(form: HTMLElement | null): void {
  const fields = [...(form?.querySelectorAll<HTMLInputElement>(FIELDS) ?? [])];
  (fields.find(({ value }) => value === '') ?? fields[0])?.focus();
}

export function focusFirst(form: HTMLElement | null): void {
  form?.querySelector<HTMLElement>(FIELDS)?.focus();
}
