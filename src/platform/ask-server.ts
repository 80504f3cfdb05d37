/** The extension's requests to servers that the user has named, without any data of the browser. */
export const askServer: typeof fetch = (input, init) =>
  fetch(input, {
    ...init,
    // No cookies, no stored password, no cache: the response holds a token.
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    // A redirect must not carry a secret to another address.
    redirect: 'manual',
  });
