/** Explains from the rules alone whether a request to an address would carry a header. */
import { explain } from '../../diagnosis/explain';
import { toFailure } from '../../domain/errors';
import type { Explained, Question, Way } from '../../domain/inquiry';
import { type Origin, parseOrigin } from '../../domain/site';
import { readState } from '../pages/read-state';
import type { Ports } from '../ports';
import { adviceOn } from './advice-on';
import { readAddress } from './read-address';
import { situationOf } from './situation';

const TYPES: Readonly<Record<Way, string>> = {
  opened: 'main_frame',
  script: 'xmlhttprequest',
  form: 'main_frame',
  frame: 'sub_frame',
};

export async function explainAddress(
  ports: Ports,
  { url: typed, way, method, page }: Question,
): Promise<Explained> {
  try {
    const url = readAddress(typed);
    // Cast: an origin as the URL parser writes it is what `Origin` means.
    const origin = url.origin as Origin;
    const initiator = page.trim() === '' ? origin : parseOrigin(page, { allowHttp: true });
    const by = way === 'opened' ? {} : { initiator, top: initiator };
    const state = await readState(ports);
    const [rules, allowed] = await Promise.all([
      ports.rules.installed(),
      ports.permissions.allowed([origin, initiator]),
    ]);
    const situation = situationOf(state, rules, [...allowed]);
    const request = { url: url.href, method, type: TYPES[way], tabId: 0, ...by };
    const explanation = explain(request, situation);
    if (!('cause' in explanation)) {
      return {
        ok: true,
        carries: explanation.carries.map(({ headerName, masked }) => `${headerName}: ${masked}`),
      };
    }
    const profile = state.profiles.find(({ id }) => id === state.picks[origin]);
    return { ok: true, carries: [], advice: adviceOn(explanation, { origin, profile }) };
  } catch (error) {
    return { ok: false, failure: toFailure(error) };
  }
}
