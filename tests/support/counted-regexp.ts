/**
 * Counts the steps of a regular expression by the algorithm of the browsers' engines, which try every
 * way in turn and tell no one how many there were.
 *
 * Source: ECMA-262 §22.2.2 (pattern semantics).
 */
import { type AST, RegExpParser } from '@eslint-community/regexpp';

/** Goes on after a match that ends at `at`. @returns whether the rest matches as well. */
type Next = (at: number) => boolean;
type Matcher = (at: number, next: Next) => boolean;
type Direction = 1 | -1;

/** Before any test replaces it. */
const nativeExec = RegExp.prototype.exec;

interface Counted {
  readonly steps: number;
  /** The beginning and end of the match. Absent: there is none. */
  readonly start?: number;
  readonly end?: number;
}

type Program = (text: string, from: number) => Counted;

const programs = new Map<string, Program>();

/** @returns the steps of one `exec`. */
export function countedExec({ source, flags }: RegExp, text: string, from: number): Counted {
  const program = programs.get(`${flags} ${source}`) ?? programOf(source, flags);
  programs.set(`${flags} ${source}`, program);
  return program(text, from);
}

function programOf(source: string, flags: string): Program {
  let text = '';
  let steps = 0;
  const isUnicode = flags.includes('u');
  const flagsOfOne = flags.replace(/[gym]/g, '');

  function compile(element: AST.Element, direction: Direction): Matcher {
    switch (element.type) {
      case 'Character':
      case 'CharacterSet':
      case 'CharacterClass': {
        const one = oneOf(element.raw, direction);
        return (at, next) => {
          const end = one(at);
          return end !== undefined && next(end);
        };
      }
      case 'Group':
      case 'CapturingGroup':
        return alternatives(element.alternatives, direction);
      case 'Quantifier':
        return quantifier(element, direction);
      case 'Assertion':
        return assertion(element);
      default:
        throw new Error(`not counted: ${element.raw}`);
    }
  }

  function alternatives(all: readonly AST.Alternative[], direction: Direction): Matcher {
    const matchers = all.map(({ elements }) => sequence(elements, direction));
    return (at, next) => matchers.some((matcher) => matcher(at, next));
  }

  function sequence(elements: readonly AST.Element[], direction: Direction): Matcher {
    const ordered = direction === 1 ? elements : elements.toReversed();
    const matchers = ordered.map((element) => compile(element, direction));
    return matchers.reduceRight<Matcher>(
      (rest, matcher) => (at, next) => matcher(at, (end) => rest(end, next)),
      (at, next) => next(at),
    );
  }

  /** @returns the end of one character at a place, if it is one of these. */
  function oneOf(raw: string, direction: Direction): (at: number) => number | undefined {
    const pattern = new RegExp(`^(?:${raw})$`, flagsOfOne);
    const known = new Map<string, boolean>();
    return (at) => {
      steps += 1;
      const character = direction === 1 ? after(at) : before(at);
      if (character === '') return undefined;
      const isOne = known.get(character) ?? nativeExec.call(pattern, character) !== null;
      known.set(character, isOne);
      return isOne ? at + direction * character.length : undefined;
    };
  }

  function after(at: number): string {
    const code = text.codePointAt(at);
    if (code === undefined) return '';
    return isUnicode ? String.fromCodePoint(code) : (text[at] ?? '');
  }

  function before(at: number): string {
    const isPair = isUnicode && (text.codePointAt(at - 2) ?? 0) > 0xffff;
    return text.substring(at - (isPair ? 2 : 1), at);
  }

  function quantifier(
    { element, min, max, greedy }: AST.Quantifier,
    direction: Direction,
  ): Matcher {
    if (['Character', 'CharacterSet', 'CharacterClass'].includes(element.type) && greedy) {
      return repeatedOne(oneOf(element.raw, direction), min, max);
    }
    const matcher = compile(element, direction);
    const repeat = (at: number, count: number, next: Next): boolean => {
      steps += 1;
      const more = () =>
        count < max &&
        matcher(at, (end) => (end !== at || count < min) && repeat(end, count + 1, next));
      if (count < min) return more();
      return greedy ? more() || next(at) : next(at) || more();
    };
    return (at, next) => repeat(at, 0, next);
  }

  /** Without recursion, which a long text would exhaust. */
  function repeatedOne(one: (at: number) => number | undefined, min: number, max: number): Matcher {
    return (at, next) => {
      const ends = [at];
      for (let end: number | undefined = at; ends.length <= max; ends.push(end)) {
        end = one(end);
        if (end === undefined) break;
      }
      for (let count = ends.length - 1; count >= min; count--) {
        steps += 1;
        if (next(ends[count] ?? at)) return true;
      }
      return false;
    };
  }

  function assertion(element: AST.Assertion): Matcher {
    if (element.kind === 'lookahead' || element.kind === 'lookbehind') {
      const inner = alternatives(element.alternatives, element.kind === 'lookahead' ? 1 : -1);
      return (at, next) => inner(at, () => true) !== element.negate && next(at);
    }
    const native = new RegExp(element.raw, `${flags.replace(/[gy]/g, '')}y`);
    return (at, next) => {
      steps += 1;
      native.lastIndex = at;
      return nativeExec.call(native, text) !== null && next(at);
    };
  }

  const parsed = new RegExpParser().parsePattern(source, 0, source.length, { unicode: isUnicode });
  const matcher = alternatives(parsed.alternatives, 1);
  return (given, from) => {
    text = given;
    steps = 0;
    const last = flags.includes('y') ? from : text.length;
    for (let start = from; start <= last; start++) {
      let end: number | undefined;
      const isFound = matcher(start, (at) => {
        end = at;
        return true;
      });
      if (isFound && end !== undefined) return { steps, start, end };
    }
    return { steps };
  };
}
