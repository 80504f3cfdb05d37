/** The extension's own requests, to servers that the user has named: nothing of the browser goes with them. */
export const askServer: typeof fetch = (input, init) =>
  fetch(input, {
    ...init,
    // No cookies, no stored password, and nothing stored: the answer holds a token.
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    // A secret goes where it was sent, and nowhere from there.
    redirect: 'manual',
  });
