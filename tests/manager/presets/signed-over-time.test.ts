/** The rows of signatures over time make the published headers. */
import { afterEach, expect, it, vi } from 'vitest';
import { SIGNED_OVER_TIME } from '../../../src/manager/presets/signed-over-time';
import { findScheme } from '../../../src/schemes';
import vectors from '../../vectors/signature-over-time.json';

const VECTOR_OF: Readonly<Record<string, string>> = {
  hotelbeds: 'Hotelbeds',
  'podcast-index': 'Podcast Index',
  wsse: 'ONVIF',
};

afterEach(() => {
  vi.restoreAllMocks();
});

it.each(SIGNED_OVER_TIME.map((preset) => [preset.id, preset] as const))(
  'the row %s makes the headers of its vector',
  async (id, { headers: [header] }) => {
    const vector = vectors.find(({ source }) => source.startsWith(VECTOR_OF[id] ?? '-'));
    if (!vector || !header) throw new Error('Each row has a vector and a header.');
    vi.spyOn(globalThis.crypto, 'getRandomValues').mockImplementation((array) => {
      // Cast: the product asks for bytes.
      (array as Uint8Array).set(Buffer.from(vector.nonce ?? '', 'hex'));
      return array;
    });
    const scheme = findScheme(header.schemeId);
    const initial = Object.fromEntries(
      scheme.fields.map((field) => [field.name, field.initial ?? '']),
    );
    const { key, secret } = vector.fields;
    const credential = scheme.parse({ ...initial, ...header.fields, key, secret });

    const { headers } = await scheme.issue(credential, { now: Date.parse(vector.at) });

    expect(headers.map(({ name, value }) => `${name}: ${value}`)).toEqual(vector.sent);
  },
);
