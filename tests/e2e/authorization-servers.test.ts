/**
 * Two authorization servers in use, glewlwyd and django-oauth-toolkit, which other people wrote and Debian
 * packages: tokens by client credentials, by signing in and by a code, until they are revoked.
 */
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { signIn } from '../lab/apis/oauth/sign-in.mjs';
import { tokenRequests } from '../lab/apis/oauth/token-requests.mjs';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { DEBIAN_CLIENTS, DEBIAN_SCOPE } from '../lab/debian/debian-clients.mjs';
import { describeServer } from '../lab/debian/describe-server.mjs';
import { DJANGO_ISSUER } from '../lab/debian/django.mjs';
import { GLEWLWYD_ISSUER } from '../lab/debian/glewlwyd-setup.mjs';
import {
  agreeAtDjango,
  agreeAtGlewlwyd,
  authorizeAtDjango,
  connectDeviceAtGlewlwyd,
  grantAtGlewlwyd,
} from '../lab/debian/server-pages.mjs';
import { choose, fill, type MessageKey, press, words } from '../lab/pages/controls.mjs';
import { field, fillCredential, type NewProfile } from '../lab/pages/profile-form.mjs';
import { clickInRow } from '../lab/pages/profile-row.mjs';
import {
  fetchStatus,
  open,
  openWorld,
  PASSPHRASE,
  PATIENT,
  untilInForce,
  type World,
} from './harness';
import { prepareProfile, prepareVault, requestPermission } from './prepared';

const SERVERS = {
  glewlwyd: {
    issuer: GLEWLWYD_ISSUER,
    endpoints: { authorization: '/auth', token: '/token', revocation: '/revoke' },
    /** The person's first sign-in; another client's after it, when the server knows the person. */
    agree: agreeAtGlewlwyd,
    agreeAgain: grantAtGlewlwyd,
  },
  django: {
    issuer: DJANGO_ISSUER,
    endpoints: { authorization: '/authorize/', token: '/token/', revocation: '/revoke_token/' },
    agree: agreeAtDjango,
    agreeAgain: authorizeAtDjango,
  },
} as const;

const { robot, app, web, device } = DEBIAN_CLIENTS;
const BY_CLIENT = 'oauth2_client_credentials';
const BY_SIGN_IN = 'oauth2_authorization_code';
const BY_CODE = 'oauth2_device_code';

interface Client {
  readonly id: string;
  readonly secret?: string;
}

type Scheme = typeof BY_CLIENT | typeof BY_SIGN_IN | typeof BY_CODE;

/** Cast: each of these schemes has these fields; a text that is not there throws. */
const nameOf = (scheme: Scheme, name: string) => words(`field_${scheme}_${name}` as MessageKey);
const optional = (scheme: Scheme, name: string) => words('fieldOptional', nameOf(scheme, name));
/** A client of its own kind has to have one; the others may. */
const secretOf = (scheme: Scheme) =>
  (scheme === BY_CLIENT ? nameOf : optional)(scheme, 'clientSecret');
const inputOf = (label: string) => `::-p-xpath(//div[label[text()="${label}"]]/input)`;

let world: World;
let page: LabPage;
let redirectUri: string;
let mark: number;

beforeAll(async () => {
  world = await openWorld();
  redirectUri = await world.browser.inBackground(() => chrome.identity.getRedirectURL());
  page = await world.browser.newPage('https://api.glewlwyd.test/blank');
  await prepareVault(world);
});

beforeEach(() => {
  mark = world.lab.log.mark();
});

afterAll(() => world?.close());

const asked = () => tokenRequests(world.lab.log, mark);
const parametersOf = (nth: number) => Object.fromEntries(asked()[nth]?.parameters ?? []);

for (const name of ['glewlwyd', 'django'] as const) {
  describeServer(name, name, () => {
    const server = SERVERS[name];
    const site = `https://api.${name}.test`;
    const api = `${site}/v1/things`;
    const { origin } = new URL(server.issuer);
    const { authorization, token, revocation } = server.endpoints;

    beforeAll(async () => {
      await world.lab.debian.startAuthorization(name, { redirectUri });
      const places = [`${site}/*`, `${origin}/*`];
      for (const place of places) await world.browser.allowHost(place);
      const manager = await world.keybearer.openManager('#/about');
      await requestPermission(world, manager, places);
      await manager.close();
      await open(page, `${site}/blank`);
    });

    /** A profile of one client, whose header is one that the scheme gets at this server. */
    const profile = (
      scheme: Scheme,
      { id, secret }: Client,
      more: Record<string, string> = {},
    ) => ({
      name: id,
      site,
      scheme: words(`scheme_${scheme}`),
      fields: {
        [nameOf(scheme, 'tokenUrl')]: `${server.issuer}${token}`,
        [nameOf(scheme, 'clientId')]: id,
        ...(secret !== undefined && { [secretOf(scheme)]: secret }),
        [optional(scheme, 'scope')]: DEBIAN_SCOPE,
        ...more,
      },
    });

    const person = (client: Client): NewProfile =>
      profile(BY_SIGN_IN, client, {
        [optional(BY_SIGN_IN, 'issuer')]: server.issuer,
        [nameOf(BY_SIGN_IN, 'authorizationUrl')]: `${server.issuer}${authorization}`,
        [optional(BY_SIGN_IN, 'revocationUrl')]: `${server.issuer}${revocation}`,
      });

    /** Signs in from the popup; returns the page's last sentence. */
    async function signInBy(act: (manager: LabPage) => Promise<void>): Promise<string> {
      await page.bringToFront();
      const popup = await world.browser.openPopup(page);
      const manager = await world.browser.opened(() => press(popup, words('signInBegin')));
      await act(manager);
      const said = await manager.waitForSelector(
        `::-p-xpath(//*[@role='alert' or (@role='status' and contains(., '${words('signInDone')}'))])`,
      );
      const text = (await said?.evaluate(({ textContent }) => textContent)) ?? '';
      await manager.close();
      await page.bringToFront();
      return text;
    }

    const signInWith = (agree: (provider: LabPage) => Promise<void>) =>
      signInBy((manager) => signIn(world.browser, manager, origin, agree));

    async function lockAndUnlock(): Promise<void> {
      await world.keybearer.lock(page);
      await world.keybearer.unlock(page, PASSPHRASE);
      await page.bringToFront();
    }

    async function remove({ id }: Client): Promise<void> {
      await world.keybearer.removeProfile(id);
      await page.bringToFront();
    }

    const verdictSays = (text: string) =>
      vi.waitFor(
        async () => expect(await world.keybearer.popupText(page)).toContain(text),
        PATIENT,
      );

    it.each(['basic', 'post'])('gives a client its token, by %s', async (way) => {
      const client = profile(BY_CLIENT, robot, { [nameOf(BY_CLIENT, 'clientAuth')]: way });
      await prepareProfile(world, client);
      await untilInForce(world, site);
      await page.bringToFront();

      expect(asked().map(({ status }) => status)).toEqual([200]);
      expect(await fetchStatus(page, api)).toBe(200);
      await remove(robot);
      expect(await fetchStatus(page, api)).toBe(401);
    });

    it('refuses a client with another secret once, and that is said', async () => {
      await prepareProfile(world, profile(BY_CLIENT, { ...robot, secret: 'another' }));
      await page.bringToFront();

      await verdictSays(words('error_token_client_refused'));
      expect(asked()).toHaveLength(1);
      await remove(robot);
    });

    it('lets a public client sign in, with PKCE', async () => {
      await prepareProfile(world, person(app));
      expect(await signInWith(server.agree)).toBe(words('signInDone'));
      await untilInForce(world, site);

      expect(await fetchStatus(page, api)).toBe(200);
      expect(asked()).toHaveLength(1);
      expect(parametersOf(0)).toEqual({
        grant_type: 'authorization_code',
        client_id: app.id,
        code: expect.any(String),
        code_verifier: expect.stringMatching(/^[\w-]{43,}$/),
        redirect_uri: redirectUri,
      });
      await remove(app);
    });

    it('lets a confidential one sign in, and refresh with another token each time', async () => {
      await prepareProfile(world, person(web));
      expect(await signInWith(server.agreeAgain)).toBe(words('signInDone'));
      for (let times = 0; times < 2; times++) {
        await lockAndUnlock();
        await untilInForce(world, site);
      }

      expect(asked().map(({ status }) => status)).toEqual([200, 200, 200]);
      const [first, second] = [parametersOf(1).refresh_token, parametersOf(2).refresh_token];
      expect([typeof first, second === first]).toEqual(['string', false]);
      expect(await fetchStatus(page, api)).toBe(200);
    });

    it('ends a sign-in that it has forgotten, and the user signs in again', async () => {
      await world.lab.debian.stop();
      await world.lab.debian.startAuthorization(name, { redirectUri });

      await lockAndUnlock();

      await verdictSays(words('error_sign_in_ended'));
      expect(await fetchStatus(page, api)).toBe(401);
      expect(await signInWith(server.agree)).toBe(words('signInDone'));
      await untilInForce(world, site);
      expect(await fetchStatus(page, api)).toBe(200);
    });

    it('is told when the user signs out', async () => {
      const manager = await world.keybearer.openManager();
      await clickInRow(manager, web.id, `button[text()='${words('signOut')}']`);
      await manager.waitForSelector(`::-p-xpath(//*[text()='${words('signOutTold')}'])`);
      await manager.close();
      await page.bringToFront();

      const told = world.lab.log.since(mark).filter(({ url }) => url.endsWith(revocation));
      expect(told.map(({ status }) => status)).toEqual([200]);
      await vi.waitFor(async () => expect(await fetchStatus(page, api)).toBe(401), PATIENT);
      await remove(web);
    });

    it('is looked up by its issuer', async () => {
      const form = await world.keybearer.openManager('#/profile/new');
      await fill(form, words('formSite'), site);
      await choose(form, field('formScheme'), words(`scheme_${BY_CLIENT}`));
      await fillCredential(form, { [optional(BY_CLIENT, 'issuer')]: server.issuer });
      await press(form, words('issuerLookUp'));
      const [filled = ''] = words('discoveryFilled').split(':');
      await form.waitForSelector(`::-p-xpath(//p[starts-with(normalize-space(), "${filled}")])`);

      const input = await form.waitForSelector(inputOf(nameOf(BY_CLIENT, 'tokenUrl')));
      // Cast: the label is a text field's.
      const url = await input?.evaluate((each) => (each as HTMLInputElement).value);
      expect(url).toBe(`${server.issuer}${token}`);
      await press(form, words('cancel'));
      await form.waitForSelector('form', { hidden: true });
      await form.close();
      await page.bringToFront();
    });

    // django-oauth-toolkit of this age has no device codes.
    if (name === 'glewlwyd') {
      it('waits for a device that shows a code', async () => {
        const fields = { [nameOf(BY_CODE, 'deviceUrl')]: `${server.issuer}/device_authorization` };
        await prepareProfile(world, profile(BY_CODE, device, fields));
        const said = await signInBy(async (manager) => {
          await press(manager, words('signInBegin'));
          const link = words('signInOpenPage', new URL(origin).host);
          const provider = await world.browser.opened(() => press(manager, link, 'link'), origin);
          await connectDeviceAtGlewlwyd(provider);
          await provider.close();
          await manager.bringToFront();
        });

        expect(said).toBe(words('signInDone'));
        await untilInForce(world, site);
        expect(await fetchStatus(page, api)).toBe(200);
        await remove(device);
      });
    }
  });
}
