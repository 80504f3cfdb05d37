/** Runs in pages of evil.test and sends the page's requests with the rights of a content script. */
addEventListener('message', async ({ data, source }) => {
  if (source !== window || !data?.forward) return;
  const { target, message } = data.forward;
  const outcome = await chrome.runtime.sendMessage(target, message).then(
    (reply) => (reply === undefined ? 'no answer' : JSON.stringify(reply)),
    () => 'no answer',
  );
  postMessage({ forwarded: outcome }, '*');
});
document.documentElement.dataset.neighbour = 'listens';
