/**
 * Counts the steps of a function over strings, instead of its time: what its regular expressions try,
 * the characters that its string functions read, and the elements that its lists visit.
 */
import { countedExec } from './counted-regexp';

// biome-ignore lint/suspicious/noExplicitAny: functions of the language, with any parameters.
type Native = (this: any, ...parameters: any[]) => any;
/** @returns the steps of one call. */
// biome-ignore lint/suspicious/noExplicitAny: as above.
type Cost = (self: any, parameters: readonly any[], result: any) => number;

const whole: Cost = (self) => self.length;
const untilFound: Cost = (self, [, from = 0], result) =>
  (result === -1 ? self.length : result) - from + 1;
const ofArgument: Cost = (_, [text]) => String(text).length;

const COSTS: readonly (readonly [object, Readonly<Record<string, Cost>>])[] = [
  [
    String.prototype,
    {
      indexOf: untilFound,
      lastIndexOf: (self, _, result) => self.length - Math.max(result, 0) + 1,
      includes: whole,
      startsWith: ofArgument,
      endsWith: ofArgument,
      split: whole,
      replaceAll: whole,
      trim: whole,
      toLowerCase: whole,
      toUpperCase: whole,
      slice: (_self, _parameters, result) => result.length,
      [Symbol.iterator as unknown as string]: whole,
    },
  ],
  [
    Array.prototype,
    {
      find: visited,
      findIndex: visited,
      some: visited,
      every: visited,
      filter: whole,
      map: whole,
      flatMap: whole,
      includes: whole,
      indexOf: untilFound,
      join: (_self, _parameters, result) => result.length,
    },
  ],
  [URL, { parse: ofArgument, canParse: ofArgument }],
  [JSON, { parse: ofArgument }],
  [globalThis, { decodeURIComponent: ofArgument }],
];

/** These stop at the first hit; the visits are counted by their callback. */
function visited(): number {
  return 1;
}

/** @throws if the count follows another match than the engine's: then it counts something else. */
export function stepsOf(work: () => unknown): number {
  let steps = 0;
  const undo: (() => void)[] = [];
  // Reads a list of another kind than an array, or counts itself: not at the same time.
  let isCounting = false;

  function count(cost: () => number): void {
    if (isCounting) return;
    isCounting = true;
    try {
      steps += cost();
    } finally {
      isCounting = false;
    }
  }

  function replace(owner: object, name: string | symbol, by: (native: Native) => Native): void {
    const native = Object.getOwnPropertyDescriptor(owner, name);
    if (!native) throw new Error(`no ${String(name)}`);
    Object.defineProperty(owner, name, { ...native, value: by(native.value) });
    undo.push(() => Object.defineProperty(owner, name, native));
  }

  replace(
    RegExp.prototype,
    'exec',
    (native) =>
      function (this: RegExp, text: string) {
        if (isCounting) return native.call(this, text);
        const from = this.global || this.sticky ? this.lastIndex : 0;
        const found: RegExpExecArray | null = native.call(this, text);
        count(() => {
          const counted = countedExec(this, String(text), from);
          const end = found ? found.index + found[0].length : undefined;
          if (counted.start !== found?.index || counted.end !== end) {
            throw new Error(`counted another match: ${this}`);
          }
          return counted.steps;
        });
        return found;
      },
  );
  for (const [owner, costs] of COSTS) {
    for (const name of Reflect.ownKeys(costs)) {
      const cost = Reflect.get(costs, name) as Cost;
      replace(
        owner,
        name,
        (native) =>
          function (this: unknown, ...parameters) {
            if (isCounting) return native.apply(this, parameters);
            const [first, ...rest] = parameters;
            const isCallback = cost === visited && typeof first === 'function';
            const counting = (...visit: unknown[]) => {
              steps += 1;
              return first(...visit);
            };
            const result = native.apply(this, isCallback ? [counting, ...rest] : parameters);
            count(() => cost(this, parameters, result));
            return result;
          },
      );
    }
  }
  try {
    work();
    return steps;
  } finally {
    for (const restore of undo.toReversed()) restore();
  }
}
