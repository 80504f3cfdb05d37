/** The fields of a JSON Web Token that Postman and Hoppscotch sign, which have the same names in both. */
import { asBoolean, type TreeMap } from '../text/tree';
import { textOrNull } from './rows';
import type { SourceJwt } from './source-auth';

export function jwtIn(
  fields: TreeMap,
  { header, sentIn }: { readonly header: 'header' | 'jwtHeaders' } & Pick<SourceJwt, 'sentIn'>,
): SourceJwt {
  const text = (name: string) => textOrNull(fields[name]) ?? '';
  const algorithm = text('algorithm');
  return {
    kind: 'jwt',
    algorithm,
    key: algorithm.startsWith('HS') ? text('secret') : text('privateKey'),
    isKeyBase64: asBoolean(fields.isSecretBase64Encoded) ?? false,
    payload: text('payload'),
    header: text(header),
    sentIn,
    ...(fields.headerPrefix !== undefined && { word: text('headerPrefix') }),
  };
}
