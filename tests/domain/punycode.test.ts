/** Source of the vectors: RFC 3492 §7.1, by their letters. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePunycode } from '../../src/domain/punycode';

describe('decodePunycode', () => {
  it.each([
    ['A', 'egbpdaj6bu4bxfgehfvwxn', 'ليهمابتكلموشعربي؟'],
    ['B', 'ihqwcrb4cv8a8dqg056pqjye', '他们为什么不说中文'],
    ['C', 'ihqwctvzc91f659drss3x8bo0yb', '他們爲什麽不說中文'],
    ['D', 'Proprostnemluvesky-uyb24dma41a', 'Pročprostěnemluvíčesky'],
    ['E', '4dbcagdahymbxekheh6e0a7fei0b', 'למההםפשוטלאמדבריםעברית'],
    ['G', 'n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa', 'なぜみんな日本語を話してくれないのか'],
    [
      'J',
      'PorqunopuedensimplementehablarenEspaol-fmd56a',
      'PorquénopuedensimplementehablarenEspañol',
    ],
    ['L', '3B-ww4c5e180e575a65lsy2b', '3年B組金八先生'],
    ['M', '-with-SUPER-MONKEYS-pc58ag80a8qai00g7n9n', '安室奈美恵-with-SUPER-MONKEYS'],
    ['P', 'MajiKoi5-783gue6qz075azm5e', 'MajiでKoiする5秒前'],
    ['R', 'd9juau41awczczp', 'そのスピードで'],
    ['S', '-> $1.00 <--', '-> $1.00 <-'],
  ])('decodes sample %s', (_, encoded, decoded) => {
    expect(decodePunycode(encoded)).toBe(decoded);
  });

  it.each(['é', 'ab-c!', 'zzzzzzzzzzzz', '99999999'])('refuses %j', (text) => {
    expect(decodePunycode(text)).toBeUndefined();
  });

  it('decodes the labels that the URL parser encodes', () => {
    const letters = fc.constantFrom(...'aezäöüßéñçøåжщъябвгдλφψω日本語한글عربيशक्ति');
    fc.assert(
      fc.property(fc.array(letters, { minLength: 1, maxLength: 12 }), (label) => {
        const typed = label.join('').normalize('NFC');
        const host = URL.parse(`https://${typed}.test`)?.hostname;
        fc.pre(host?.startsWith('xn--') === true);
        const encoded = host?.slice('xn--'.length, -'.test'.length) ?? '';

        expect(decodePunycode(encoded)).toBe(typed);
      }),
    );
  });

  it('ends on any text', () => {
    fc.assert(fc.property(fc.string({ maxLength: 63 }), (text) => void decodePunycode(text)));
  });
});
