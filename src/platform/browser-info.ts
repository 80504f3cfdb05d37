/** Names the browser and the system for pages: the family and the main number, which a report needs. */

const BROWSERS: readonly (readonly [name: string, pattern: RegExp])[] = [
  // Those that call themselves Chrome as well come first.
  ['Edge', /Edg\/(\d+)/],
  ['Opera', /OPR\/(\d+)/],
  ['Firefox', /Firefox\/(\d+)/],
  ['Chrome', /Chrome\/(\d+)/],
];

const SYSTEMS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['Android', /Android/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X/],
  ['ChromeOS', /CrOS/],
  ['Linux', /Linux/],
];

export function isFirefox(): boolean {
  return location.protocol === 'moz-extension:';
}

/** @returns such as "Chrome 147". */
export function browserName(userAgent = navigator.userAgent): string {
  for (const [name, pattern] of BROWSERS) {
    const [, version] = userAgent.match(pattern) ?? [];
    if (version !== undefined) return `${name} ${version}`;
  }
  return 'unknown';
}

export function systemName(userAgent = navigator.userAgent): string {
  return SYSTEMS.find(([, pattern]) => pattern.test(userAgent))?.[0] ?? 'unknown';
}
