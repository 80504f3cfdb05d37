import { expect } from 'vitest';
import { hasPlaceholder } from '../../../src/exchange/text/placeholder';
import { proves } from '../../support/proves';

const PLACEHOLDERS = [
  '{{x}}',
  'Bearer {{x}}',
  '{{ _.a.b }}',
  `{{ _['a}'] }}`,
  '{{{x}}}',
  '{{}}',
  '<<x>>',
  '<<a<b>>',
  '{% response "body", "x" %}',
  `{% prompt '100%' %}`,
  '${x}',
  '${x:-{}}',
  '${{ secrets.X }}',
  '$X',
  '$env:X',
  '%X%',
  '<token>',
  '<your token>',
  'ApiKey $KEY',
  'Key <key>',
  'token=$TOKEN',
  'Signature keyId="a", key="$KEY"',
  '$USER:$PASSWORD',
];

const CREDENTIALS = [
  '',
  'abc',
  '$2b$10$abc/def',
  'a{b}c',
  '}}x{{',
  '%}{%',
  'a<b',
  '<<x',
  '50%',
  'a%b%c',
  'a$b',
  'ada:$b',
];

proves('T12', 'no placeholder counts as a credential, whatever stands in it', (tried) => {
  for (const text of PLACEHOLDERS) {
    expect(hasPlaceholder(text), text).toBe(true);
    tried();
  }
  for (const text of CREDENTIALS) expect(hasPlaceholder(text), text).toBe(false);
});

proves('T12', 'many opening brackets take no long time', (tried) => {
  for (const opening of ['{{', '<<', '{%', '${']) {
    expect(hasPlaceholder(opening.repeat(500_000))).toBe(false);
    tried();
  }
});
