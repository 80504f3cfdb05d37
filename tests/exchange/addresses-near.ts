/** Addresses that a wrong place would take or miss: inside, at the edges of, and beside a place. */

const TAILS = [
  '',
  '/',
  '/v1',
  '/v1/',
  '/v10',
  '/v1?x',
  '/v1/x',
  '/v1#x',
  '/V1/',
  '/x',
  '/x/',
  '/x/v1/',
  '/users',
  '/a/users',
  '/a/b/users?x',
  '/?u=https://a.test/',
  '/a',
  '/b/',
  '//',
  '/v1//',
  '/v1x',
  '/.',
  '/v1/x/y',
  '/x.',
  '/xx',
  '/v1.x/',
  '/a/x/',
  '/v1/public/x',
  '/public/',
  '/v1/me',
];

const HOSTS = [
  'a.test',
  'b.test',
  'api.a.test',
  'aXtest',
  'a.test.evil.test',
  'evil-a.test',
  'a.test:8443',
  'a.com',
  'aa.test',
  'localhost:3000',
  'localhost:3001',
];

/** @param url - A serialised origin. @returns addresses as browsers write them. */
export function addressesNear(url: string, path: string): readonly string[] {
  const { protocol, host, hostname } = new URL(url);
  const origins = [
    url,
    `${protocol === 'https:' ? 'http' : 'https'}://${host}`,
    `${protocol}//${hostname}:9`,
    `${protocol}//sub.${host}`,
    `${protocol}//${host}.evil.test`,
    ...HOSTS.map((each) => `https://${each}`),
    ...HOSTS.map((each) => `http://${each}`),
  ];
  const fixed = path.replaceAll('*', '/any');
  const tails = [
    ...TAILS,
    ...['', '/', 'x', '?q=1', '/x?q', '#f', '/../', '.json'].map((end) => `${fixed}${end}`),
  ];
  const built = origins.flatMap((origin) => tails.map((tail) => `${origin}${tail}`));
  const inQuery = [`https://evil.test/?u=${url}${fixed}/x`, `https://evil.test/${url}/`];
  return [...built, ...inQuery]
    .filter((each) => URL.canParse(each))
    .map((each) => new URL(each).href);
}
