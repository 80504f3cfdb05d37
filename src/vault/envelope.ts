/**
 * The vault as it is stored: a line with an unkeyed digest, then JSON.
 *
 *     keybearer-vault sha256:<64 hex digits>
 *     {"format":1,"generation":7,"slots":[…],"sealed":{…}}
 *
 * The digest tells damage from a wrong passphrase before anybody is asked for one. It is no
 * authentication: that is done by the seals, which cover format, generation and slots. The first
 * line stays as it is in every format, so that an older build can tell "newer" from "damaged".
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import * as v from 'valibot';
import { AppError } from '../domain/errors';
import { boxSchema } from './box';
import { kdfSchema } from './kdf';

export const ENVELOPE_FORMAT = 1;

const MAGIC = 'keybearer-vault sha256:';

const slotSchema = v.strictObject({
  id: v.pipe(v.string(), v.nonEmpty()),
  kind: v.literal('passphrase'),
  kdf: kdfSchema,
  /** The data key, wrapped by the key that the KDF derives. */
  wrapped: boxSchema,
});
const envelopeSchema = v.strictObject({
  format: v.literal(ENVELOPE_FORMAT),
  generation: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  // One so far; many, each at the ceiling, would keep the browser busy for minutes.
  slots: v.pipe(v.array(slotSchema), v.length(1)),
  sealed: boxSchema,
});

export type Slot = v.InferOutput<typeof slotSchema>;
export type Envelope = v.InferOutput<typeof envelopeSchema>;

export function encodeEnvelope(envelope: Envelope): string {
  const json = JSON.stringify(envelope);
  return `${MAGIC}${digestOf(json)}\n${json}`;
}

/**
 * @throws {@link AppError} `vault-damaged` if the digest does not fit or the KDF parameters are out
 * of bounds; `vault-newer` if an intact envelope has a format this build does not know.
 */
export function decodeEnvelope(text: string): Envelope {
  const parsed = parseJson(verifiedBody(text));
  const { success, output } = v.safeParse(envelopeSchema, parsed);
  if (success) return output;
  const format = v.safeParse(v.looseObject({ format: v.number() }), parsed);
  if (format.success && format.output.format > ENVELOPE_FORMAT) {
    throw new AppError('vault-newer', `format ${format.output.format}`);
  }
  throw new AppError('vault-damaged', 'the envelope is intact but not as this format has it');
}

function verifiedBody(text: string): string {
  const end = MAGIC.length + 64;
  const json = text.slice(end + 1);
  if (text.slice(0, end + 1) !== `${MAGIC}${digestOf(json)}\n`) {
    throw new AppError('vault-damaged', 'the digest does not fit');
  }
  return json;
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new AppError('vault-damaged', 'the envelope is intact but no JSON', { cause });
  }
}

function digestOf(json: string): string {
  return bytesToHex(sha256(utf8ToBytes(json)));
}
