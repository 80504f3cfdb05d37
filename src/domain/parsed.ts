import type { GenericSchema, InferOutput } from 'valibot';

/** The type of what a schema reads, all of it read-only: said once, by the schema. */
export type Parsed<S extends GenericSchema> = Frozen<InferOutput<S>>;

type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;
