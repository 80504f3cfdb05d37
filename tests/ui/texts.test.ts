/** Every text that the pages use exists, and every text that exists is used. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import messages from '../../public/_locales/en/messages.json';
import { END_CHOICES } from '../../src/domain/pick-end';
import { COLOURS } from '../../src/domain/profile';
import { schemes } from '../../src/schemes';

const keys = Object.keys(messages);
const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => readFileSync(`src/${name}`, 'utf8'))
  .concat(readFileSync('manifest.json', 'utf8'))
  .join('\n');

const ofColours = COLOURS.map((colour) => `colour_${colour}`);
const ofEnds = [
  ...END_CHOICES.map((choice) => `rowEnd_${choice}`),
  ...['time', 'start', 'clock'].map((reason) => `popupEnded_${reason}`),
];
const ofSchemes = schemes.flatMap(({ id, fields }) => {
  const part = id.replaceAll('-', '_');
  return [
    `scheme_${part}`,
    `scheme_${part}_about`,
    `scheme_${part}_short`,
    ...fields.map(({ name }) => `field_${part}_${name}`),
  ];
});
/** Optional texts: an option whose name is clear by itself has none. */
const ofOptions = schemes.flatMap(({ id, fields }) =>
  fields.flatMap(({ name, options = [] }) =>
    options.map((option) => `option_${[id, name, option].join('_').replaceAll('-', '_')}`),
  ),
);

/** Optional texts: a field that an option names. */
const ofNamed = schemes.flatMap(({ id, fields }) =>
  fields.flatMap(({ name, namedBy }) =>
    (fields.find((each) => each.name === namedBy)?.options ?? []).map(
      (option) => `field_${[id, name].join('_').replaceAll('-', '_')}_${option}`,
    ),
  ),
);

describe('the texts', () => {
  it.each(ofSchemes)('have %s, which a scheme asks for', (key) => {
    expect(keys).toContain(key);
  });

  it.each(ofEnds)('have %s, which the end of a pick asks for', (key) => {
    expect(keys).toContain(key);
  });

  it.each(ofColours)('have %s, which a choice of colours asks for', (key) => {
    expect(keys).toContain(key);
  });

  // verdict-text.test.ts checks the sentences of each cause.
  const isOfCause = (key: string) => key.startsWith('cause_');
  const computed = [
    ...ofSchemes,
    ...ofOptions,
    ...ofNamed,
    ...ofColours,
    ...ofEnds,
    ...keys.filter(isOfCause),
  ];
  it.each(keys.filter((key) => !computed.includes(key)))('have a use for %s', (key) => {
    // failure-text.ts makes these keys of the codes and problems in domain/errors.ts, and of notices.
    const [, named] = /^(?:error|problem|notice|remark)_(.*)$/.exec(key) ?? [];
    const used =
      named === undefined ? `['"_]${key}['"_]` : `['"]${named.replaceAll('_', '-')}['"]|${key}`;
    expect(sources).toMatch(new RegExp(used));
  });

  // Chrome refuses a longer one: developer.chrome.com/docs/extensions/reference/manifest/description
  it('describe the extension in 132 characters at most', () => {
    expect(messages.extensionDescription.message.length).toBeLessThanOrEqual(132);
  });

  it('use one kind of apostrophe', () => {
    const straight = Object.entries(messages).filter(([, { message }]) => /\w'/.test(message));

    expect(straight.map(([key]) => key)).toEqual([]);
  });

  it.each(Object.entries(messages))('declare every placeholder of %s', (_, entry) => {
    const used = [...entry.message.matchAll(/\$([A-Z]+)\$/g)].map(([, name = '']) =>
      name.toLowerCase(),
    );

    expect(Object.keys('placeholders' in entry ? entry.placeholders : {}).sort()).toEqual(
      used.sort(),
    );
  });
});
