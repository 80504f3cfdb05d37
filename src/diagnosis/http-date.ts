/**
 * Reads the dates of headers: one form that servers write, and two older ones that readers must accept.
 *
 * Source: RFC 9110 §5.6.7.
 */

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const TIME = '(?<time>\\d\\d:\\d\\d:\\d\\d)';
const FORMS = [
  new RegExp(`^\\w{3}, (?<day>\\d\\d) (?<month>\\w{3}) (?<year>\\d{4}) ${TIME} GMT$`),
  new RegExp(`^\\w{6,9}, (?<day>\\d\\d)-(?<month>\\w{3})-(?<year>\\d\\d) ${TIME} GMT$`),
  new RegExp(`^\\w{3} (?<month>\\w{3}) (?<day>[ \\d]\\d) ${TIME} (?<year>\\d{4})$`),
];

/** @returns milliseconds since the Unix epoch; undefined if the text is not a date. */
export function parseHttpDate(text: string): number | undefined {
  const parts = FORMS.map((form) => form.exec(text.trim())?.groups).find((found) => found);
  const month = MONTHS.indexOf(parts?.month ?? '') + 1;
  if (!parts || month === 0) return undefined;
  const { day = '', year = '', time } = parts;
  const iso = `${fullYear(year)}-${twoDigits(month)}-${twoDigits(day.trim())}T${time}Z`;
  const at = Date.parse(iso);
  return Number.isNaN(at) ? undefined : at;
}

/** Takes two digits for a year of this century: dates of the last one do not matter here. */
function fullYear(year: string): string {
  return year.length === 2 ? `20${year}` : year;
}

function twoDigits(number: number | string): string {
  return String(number).padStart(2, '0');
}
