/** A place in the manager, as in `manager/route.ts`: a fragment, or nothing. */
import * as v from 'valibot';

export const place = v.pipe(v.string(), v.regex(/^(#\/[\w/-]{0,200})?$/));
