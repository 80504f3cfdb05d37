/** Values and names that split a header or take one over, typed into the real form. */
import { afterAll, beforeAll, expect } from 'vitest';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { words } from '../lab/pages/controls.mjs';
import { fillCredential, fillProfile, submitInVain } from '../lab/pages/profile-form.mjs';
import { proves } from '../support/proves';
import { arrivals, ENDPOINTS, fetchStatus, GLUWA, placesInForce, type World } from './harness';
import { openWorldInUse } from './prepared';

const NAME = words('field_custom_header_headerName');
const VALUE = words('field_custom_header_value');

let world: World;
let page: LabPage;

beforeAll(async () => {
  ({ world, page } = await openWorldInUse());
});

afterAll(() => world?.close());

proves('T11', 'is refused at its field, and what is in force stays so', async (tried) => {
  const before = await placesInForce(world.browser);
  const manager = await world.keybearer.openManager('#/profile/new');
  await fillProfile(manager, {
    name: 'Hostile',
    site: GLUWA,
    scheme: words('scheme_custom_header'),
    fields: { [NAME]: 'X-Tenant', [VALUE]: 'x' },
  });

  for (const [name, value, problem] of [
    ['Host', 'evil.test', words('problem_header_name_owned')],
    ['cookie', 'a=b', words('problem_header_name_owned')],
    ['Content-Length', '0', words('problem_header_name_owned')],
    ['Proxy-Authorization', 'x', words('problem_header_name_owned')],
    ['Sec-Fetch-Site', 'same-origin', words('problem_header_name_owned')],
    ['X Tenant', 'x', words('problem_header_name_syntax')],
    ['X-Tenant:', 'x', words('problem_header_name_syntax')],
    ['X-Tenant', 'né', words('problem_value_not_ascii')],
    ['X-Tenant', 'a\u0085b', words('problem_control_character')],
  ] as const) {
    await fillCredential(manager, { [NAME]: name, [VALUE]: value });

    expect(await submitInVain(manager), `${name}: ${value}`).toContain(problem);
    tried();
  }
  await manager.close();

  expect(await placesInForce(world.browser)).toEqual(before);
  const mark = world.lab.log.mark();
  await fetchStatus(page, ENDPOINTS.basic);
  expect(arrivals(world, ENDPOINTS.basic, mark)).toMatchObject([{ status: 200 }]);
});
