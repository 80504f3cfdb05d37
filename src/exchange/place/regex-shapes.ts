/**
 * Reads a regular expression as the plain shapes it stands for, and never runs it: literal characters,
 * any character, and any text. A shape it cannot say that way is left out.
 *
 * Alternatives, optional parts and groups are written out one by one, so `https?://(a|b)\.test` gives
 * four shapes. Each one is a part of what the expression takes.
 */

/** One character as it stands, any character, any text, or the start or end of the address. */
export type Piece = { readonly char: string } | 'any' | 'star' | 'start' | 'end';
export type Shape = readonly Piece[];

export interface Shapes {
  readonly shapes: readonly Shape[];
  /** The shapes are all that the expression takes. */
  readonly isWhole: boolean;
}

/** Longer lists name no place of a person. */
const SHAPES_AT_MOST = 32;
const NESTING_AT_MOST = 10;

/** @returns undefined for a syntax that is not known here, such as lookarounds and back references. */
export function shapesOfRegex(source: string): Shapes | undefined {
  const reader: Reader = { source, at: 0 };
  const read = readAlternatives(reader, 0);
  return read && reader.at === source.length ? read : undefined;
}

interface Reader {
  readonly source: string;
  at: number;
}

const NOTHING: Shapes = { shapes: [], isWhole: false };
const EMPTY: Shapes = { shapes: [[]], isWhole: true };
const ANY: Shapes = { shapes: [['any']], isWhole: true };

function readAlternatives(reader: Reader, nesting: number): Shapes | undefined {
  if (nesting > NESTING_AT_MOST) return undefined;
  const all: Shapes[] = [];
  do {
    const sequence = readSequence(reader, nesting);
    if (!sequence) return undefined;
    all.push(sequence);
  } while (take(reader, '|'));
  return united(all);
}

function readSequence(reader: Reader, nesting: number): Shapes | undefined {
  let sequence: Sequence = { shapes: [[]], isWhole: true };
  while (reader.at < reader.source.length && !/[|)]/.test(peek(reader))) {
    const atom = readAtom(reader, nesting);
    const repeated = atom && readQuantifier(reader, atom);
    if (!repeated) return undefined;
    sequence = extended(sequence, repeated);
  }
  return sequence;
}

function readAtom(reader: Reader, nesting: number): Shapes | undefined {
  const char = next(reader);
  switch (char) {
    case '(': {
      if (peek(reader) === '?' && !take(reader, '?:')) return undefined;
      const inner = readAlternatives(reader, nesting + 1);
      return inner && take(reader, ')') ? inner : undefined;
    }
    case '[':
      return readClass(reader);
    case '\\':
      return readEscape(reader);
    case '.':
      return ANY;
    case '^':
      return single('start');
    case '$':
      return single('end');
    default:
      return /[*+?{}\]]/.test(char) ? undefined : single({ char });
  }
}

/** An address has no blank, so `\S` is any character there. */
function readEscape(reader: Reader): Shapes | undefined {
  const char = next(reader);
  if (char === 'S') return ANY;
  if (/^[dDwWsbB]$/.test(char)) return NOTHING;
  return /^[^0-9A-Za-z]$/.test(char) ? single({ char }) : undefined;
}

function readClass(reader: Reader): Shapes | undefined {
  const end = endOfClass(reader);
  if (end === -1) return undefined;
  const inside = reader.source.slice(reader.at, end);
  reader.at = end + 1;
  if (/^(\\s\\S|\\S\\s|\\d\\D|\\D\\d|\\w\\W|\\W\\w|\^\\s)$/.test(inside)) return ANY;
  const [, plain, escaped = plain] = /^(?:([^\\^])|\\([^0-9A-Za-z]))$/.exec(inside) ?? [];
  return escaped === undefined ? NOTHING : single({ char: escaped });
}

function endOfClass({ source, at }: Reader): number {
  for (let end = at; end < source.length; end++) {
    if (source[end] === '\\') end += 1;
    else if (source[end] === ']') return end;
  }
  return -1;
}

function readQuantifier(reader: Reader, atom: Shapes): Shapes | undefined {
  const quantifier = peek(reader);
  if (quantifier === '{') return readCount(reader);
  if (!/^[*+?]$/.test(quantifier)) return atom;
  reader.at += 1;
  take(reader, '?');
  if (quantifier === '?') return united([EMPTY, atom]);
  if (atom === ANY)
    return { shapes: [quantifier === '*' ? ['star'] : ['any', 'star']], isWhole: true };
  // Empty text in the place of unknown text would name a path that the source does not mean.
  if (atom.shapes.length === 0) return NOTHING;
  const once = quantifier === '*' ? united([EMPTY, atom]) : atom;
  return { shapes: once.shapes, isWhole: false };
}

/** Counts are not written out; a brace that counts nothing is a placeholder more often than a character. */
function readCount(reader: Reader): Shapes | undefined {
  const count = /^\{\d+(,\d*)?\}\??/.exec(reader.source.slice(reader.at, reader.at + 20));
  if (!count) return undefined;
  reader.at += count[0].length;
  return NOTHING;
}

function united(all: readonly Shapes[]): Shapes {
  const shapes = all.flatMap((each) => each.shapes);
  if (shapes.length > SHAPES_AT_MOST) return NOTHING;
  return { shapes, isWhole: all.every(({ isWhole }) => isWhole) };
}

/** The shapes of one sequence, which grow piece by piece. */
interface Sequence extends Shapes {
  readonly shapes: Piece[][];
}

function extended(
  { shapes, isWhole: wasWhole }: Sequence,
  { shapes: ends, isWhole }: Shapes,
): Sequence {
  const whole = wasWhole && isWhole;
  const [end] = ends;
  if (end && ends.length === 1) {
    for (const shape of shapes) shape.push(...end);
    return { shapes, isWhole: whole };
  }
  if (shapes.length * ends.length > SHAPES_AT_MOST) return { shapes: [], isWhole: false };
  return {
    shapes: shapes.flatMap((start) => ends.map((each) => [...start, ...each])),
    isWhole: whole,
  };
}

function single(piece: Piece): Shapes {
  return { shapes: [[piece]], isWhole: true };
}

function peek({ source, at }: Reader): string {
  return source.charAt(at);
}

function next(reader: Reader): string {
  reader.at += 1;
  return reader.source.charAt(reader.at - 1);
}

function take(reader: Reader, text: string): boolean {
  if (!reader.source.startsWith(text, reader.at)) return false;
  reader.at += text.length;
  return true;
}
