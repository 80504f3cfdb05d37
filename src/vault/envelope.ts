/**
 * The vault as it is stored: a line with an unkeyed digest, then JSON.
 *
 *     keybearer-vault sha256:<64 hex digits>
 *     {"format":10,"readableFrom":2,"generation":7,"slots":[…],"sealed":{…}}
 *
 * The digest tells damage from a wrong passphrase before the user types one. It does not
 * authenticate: the seals do that, and they cover all of the envelope. The first line stays the same in
 * every format, and one line follows it, so that an older build can tell "newer" from "damaged".
 *
 * Format 1 had one slot, for a passphrase, and no `readableFrom`. Formats 3 to 10 differ from 2 in
 * the content alone, which a build of format 2 can read and could not write again; 9 differs from 8 in
 * its schemes alone.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import * as v from 'valibot';
import { AppError } from '../domain/errors';
import { PASSKEYS_AT_MOST } from '../domain/passkey';
import { type Box, boxSchema } from './box';
import { type Slot, slotContextOfFormat1, slotSchema } from './slots';

export const ENVELOPE_FORMAT = 10;
/** The oldest format whose builds can open what this build writes. */
const READABLE_FROM = 2;

export const MAGIC = 'keybearer-vault sha256:';
/** One slot for the passphrase beside those for passkeys. */
const SLOTS_AT_MOST = PASSKEYS_AT_MOST + 1;

const generation = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

/** Exactly one passphrase: several at the KDF ceiling would keep the browser busy for minutes. */
const slots = v.pipe(
  v.array(slotSchema),
  v.maxLength(SLOTS_AT_MOST),
  v.check((all) => all.filter(({ kind }) => kind === 'passphrase').length === 1),
);

const ownSchema = v.strictObject({
  format: v.picklist([1, 2, 3, 4, 5, 6, 7, 8, 9, ENVELOPE_FORMAT]),
  readableFrom: v.exactOptional(v.literal(READABLE_FROM)),
  generation,
  slots,
  sealed: boxSchema,
});

/** A later format that older builds may read. Unknown keys are left alone. */
const newerSchema = v.looseObject({
  format: v.pipe(v.number(), v.safeInteger(), v.minValue(ENVELOPE_FORMAT + 1)),
  readableFrom: v.pipe(v.number(), v.maxValue(ENVELOPE_FORMAT)),
  generation,
  slots: v.pipe(v.array(v.unknown()), v.maxLength(SLOTS_AT_MOST)),
  sealed: boxSchema,
});

/** The part of an envelope in clear. */
export interface EnvelopeHead {
  readonly generation: number;
  readonly slots: readonly Slot[];
}

export interface Envelope extends EnvelopeHead {
  readonly sealed: Box;
  /** The seal covers this text beside the content: all the rest, so that no parts can be mixed. */
  readonly bound: string;
  /** The format that was read. This build never writes a vault of a later format. */
  readonly format: number;
}

/** Whether a later version has written the vault. */
export function isReadOnly({ format }: Envelope): boolean {
  return format > ENVELOPE_FORMAT;
}

/** Writes this build's own format. */
export function encodeEnvelope({ generation, slots, sealed }: EnvelopeHead & { sealed: Box }) {
  const json = JSON.stringify({ ...headOf({ generation, slots }), sealed });
  return `${MAGIC}${digestOf(json)}\n${json}`;
}

export function boundOf(head: EnvelopeHead): string {
  return JSON.stringify(headOf(head));
}

/**
 * @throws {@link AppError} `vault-damaged` if the digest does not match or the KDF parameters are out
 * of bounds; `vault-newer` if an intact envelope has a format that this build cannot read.
 */
export function decodeEnvelope(text: string): Envelope {
  const parsed = parseJson(verifiedBody(text));
  const own = v.safeParse(ownSchema, parsed);
  if (own.success) {
    const { format, generation, slots, sealed } = own.output;
    const bound = format === 1 ? boundOfFormat1({ generation, slots }) : boundAsWritten(parsed);
    return { format, generation, slots, sealed, bound };
  }
  const newer = v.safeParse(newerSchema, parsed);
  if (newer.success) {
    const { format, generation, slots, sealed } = newer.output;
    const known = slots.flatMap((slot) => {
      const { success, output } = v.safeParse(slotSchema, slot);
      return success ? [output] : [];
    });
    const bound = boundAsWritten(parsed);
    return { format, generation, slots: known, sealed, bound };
  }
  const format = v.safeParse(v.looseObject({ format: v.number() }), parsed);
  if (format.success && format.output.format > ENVELOPE_FORMAT) {
    throw new AppError('vault-newer', `format ${format.output.format}`);
  }
  throw new AppError('vault-damaged', 'the envelope does not fit its format');
}

function headOf({ generation, slots }: EnvelopeHead) {
  return { format: ENVELOPE_FORMAT, readableFrom: READABLE_FROM, generation, slots };
}

/** JSON keeps the order of keys, so the result equals what the writer bound, unknown keys included. */
function boundAsWritten(parsed: unknown): string {
  // Cast: a schema has found it to be an object.
  const { sealed, ...rest } = parsed as { sealed: unknown };
  return JSON.stringify(rest);
}

function boundOfFormat1({ generation, slots }: EnvelopeHead): string {
  const bound = slots.flatMap((slot) =>
    slot.kind === 'passphrase' ? [slotContextOfFormat1(slot)] : [],
  );
  return JSON.stringify(['keybearer content', 1, generation, bound]);
}

function verifiedBody(text: string): string {
  const end = MAGIC.length + 64;
  const json = text.slice(end + 1);
  if (text.slice(0, end + 1) !== `${MAGIC}${digestOf(json)}\n`) {
    throw new AppError('vault-damaged', 'the digest does not match');
  }
  return json;
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new AppError('vault-damaged', 'the envelope is not JSON', { cause });
  }
}

function digestOf(json: string): string {
  return bytesToHex(sha256(utf8ToBytes(json)));
}
