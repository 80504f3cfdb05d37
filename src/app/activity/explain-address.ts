/** Explains whether a request to an address would carry a header. Sends no request. */
import { explain } from '../../diagnosis/explain';
import { pickedAt } from '../../domain/app-state';
import { toFailure } from '../../domain/errors';
import type { Explained, Question, Way } from '../../domain/inquiry';
import { parseOrigin } from '../../domain/parse-site';
import type { Origin } from '../../domain/site';
import { readState } from '../pages/read-state';
import type { Ports } from '../ports';
import { adviceOn } from './advice-on';
import { readAddress } from './read-address';
import { situationOf } from './situation';

const TYPES: Readonly<Record<Way, string>> = {
  opened: 'main_frame',
  script: 'xmlhttprequest',
  picture: 'image',
  form: 'main_frame',
  frame: 'sub_frame',
};

/** @throws AppError as `readState` does. An invalid question is not thrown: the answer says so. */
export async function explainAddress(ports: Ports, question: Question): Promise<Explained> {
  let asked: Asked;
  try {
    asked = askedBy(question);
  } catch (error) {
    return { ok: false, failure: toFailure(error) };
  }
  const { request, origin, initiator } = asked;
  const state = await readState(ports);
  const [rules, allowed] = await Promise.all([
    ports.rules.installed(),
    ports.permissions.allowed([origin, initiator]),
  ]);
  const explanation = explain(request, situationOf(state, rules, [...allowed]));
  if (!('cause' in explanation)) {
    const carried = explanation.carries.map(({ headerName, masked }) => `${headerName}: ${masked}`);
    const guards = explanation.guards.map(({ name, value }) => `${name}: ${value}`);
    return { ok: true, carries: [...carried, ...guards] };
  }
  const profile = pickedAt(state, origin);
  return { ok: true, carries: [], advice: adviceOn(explanation, { origin, profile }) };
}

interface Asked {
  readonly request: Parameters<typeof explain>[0];
  readonly origin: Origin;
  readonly initiator: Origin;
}

/** @throws AppError `site-invalid` naming the field. */
function askedBy({ url: typed, way, method, page }: Question): Asked {
  const url = readAddress(typed);
  // Cast: `Origin` is the form that the URL parser writes.
  const origin = url.origin as Origin;
  const initiator = page.trim() === '' ? origin : parseOrigin(page, { allowHttp: true });
  const by = way === 'opened' ? {} : { initiator, top: initiator };
  return {
    request: { url: url.href, method, type: TYPES[way], tabId: 0, ...by },
    origin,
    initiator,
  };
}
