/**
 * Generates input of a valibot schema, so that a test sees each key that the schema has, also one that is
 * added later.
 */
import fc from 'fast-check';
import type * as v from 'valibot';

/** Path with `*` for each item or entry → its values, or `absent` for a key that is left out. */
export type Overrides = Readonly<Record<string, fc.Arbitrary<unknown> | 'absent'>>;

/** The parts of a schema that this reads; the library types them for each kind apart. */
interface Part {
  readonly type: string;
  readonly entries?: Readonly<Record<string, Part>>;
  readonly item?: Part;
  readonly key?: Part;
  readonly value?: Part;
  readonly wrapped?: Part;
  readonly literal?: unknown;
  readonly options?: readonly unknown[];
  readonly pipe?: readonly { readonly type: string; readonly requirement?: unknown }[];
}

export function arbitraryOf(
  schema: v.GenericSchema,
  overrides: Overrides = {},
): fc.Arbitrary<unknown> {
  const used = new Set<string>();
  // Cast: see `Part`.
  const all = of(schema as unknown as Part, '');
  const unused = Object.keys(overrides).filter((path) => !used.has(path));
  if (unused.length > 0) throw new Error(`no such part of the schema: ${unused.join(', ')}`);
  return all;

  function of(part: Part, path: string): fc.Arbitrary<unknown> {
    const override = overrides[path];
    if (override !== undefined && override !== 'absent') {
      used.add(path);
      return override;
    }
    switch (part.type) {
      case 'object':
      case 'strict_object':
      case 'loose_object':
        return objectOf(part.entries ?? {}, path);
      case 'array':
        return fc.array(of(partOf(part.item), `${path}.*`), { maxLength: 3 });
      case 'record':
        return fc.dictionary(fc.uuid(), of(partOf(part.value), `${path}.*`), { maxKeys: 3 });
      case 'optional':
      case 'exact_optional':
        return of(partOf(part.wrapped), path);
      case 'picklist':
        return fc.constantFrom(...(part.options ?? []));
      case 'variant':
      case 'union':
        // Cast: the options of these two are schemas.
        return fc.oneof(...(part.options ?? []).map((option) => of(option as Part, path)));
      case 'literal':
        return fc.constant(part.literal);
      case 'string':
      case 'custom':
        return fc.uuid();
      case 'number':
        return numberOf(part.pipe ?? []);
      case 'boolean':
        return fc.boolean();
      case 'unknown':
        return fc.constant({ any: 'value' });
      default:
        throw new Error(`${path}: no generator for ${part.type}`);
    }
  }

  /** A key that may be absent is absent now and then. */
  function objectOf(entries: Readonly<Record<string, Part>>, path: string) {
    const keys = Object.entries(entries).flatMap(([key, part]) => {
      const at = path === '' ? key : `${path}.${key}`;
      if (overrides[at] === 'absent') {
        used.add(at);
        return [];
      }
      return [[key, of(part, at), /optional/.test(part.type)] as const];
    });
    const model = Object.fromEntries(keys.map(([key, each]) => [key, each]));
    const requiredKeys = keys.filter(([, , isOptional]) => !isOptional).map(([key]) => key);
    return fc.record(model, { requiredKeys });
  }
}

function numberOf(pipe: NonNullable<Part['pipe']>): fc.Arbitrary<number> {
  const bound = (type: string, otherwise: number) => {
    const { requirement } = pipe.find((each) => each.type === type) ?? {};
    return typeof requirement === 'number' ? requirement : otherwise;
  };
  return fc.integer({ min: bound('min_value', 1), max: bound('max_value', 2 ** 40) });
}

function partOf(part: Part | undefined): Part {
  if (!part) throw new Error('a schema without its inner schema');
  return part;
}
