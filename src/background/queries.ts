/**
 * What is only asked: answered at once, whatever is being changed meanwhile. A form that is kept
 * waits for its turn, since what was typed last may be on its way still; so does what opens the
 * vault, since it locks one whose time is up.
 */
import { explainAddress } from '../app/activity/explain-address';
import type { TestRequests } from '../app/activity/test-requests';
import { copyCurl, copyHeader } from '../app/clipboard/copy-out';
import { exportCopies } from '../app/keys/recover';
import type { BrowserPorts } from '../app/ports';
import { checkCredential } from '../app/profiles/check-credential';
import { findSignIn, lookUpIssuer } from '../app/profiles/discover';
import { readDraft } from '../app/profiles/kept-drafts';
import { previewProfile } from '../app/profiles/preview-profile';
import { tellFacts } from '../app/profiles/stored-facts';
import type { SignIns } from '../app/tokens/sign-in';
import type { Turns } from '../app/turns';
import type { QueryHandlers } from '../protocol/router';

interface Performer {
  readonly inTurn: Turns['take'];
  readonly signIns: SignIns;
  readonly watchClosely: () => void;
  readonly runTest: TestRequests['run'];
}

export function queriesFor(
  ports: BrowserPorts,
  { inTurn, signIns, watchClosely, runTest }: Performer,
): QueryHandlers {
  return {
    'credential/check': ({ schemeId, fields }) => checkCredential(schemeId, fields, ports.now()),
    'profile/preview': ({ draft }) => previewProfile(draft, ports.rules.browser),
    'draft/read': ({ key }) => inTurn((own) => readDraft(own, key)),
    'header/facts': ({ headerId }) => inTurn((own) => tellFacts(own, headerId)),
    'header/copy': (copied) => inTurn((own) => copyHeader(own, copied)),
    'header/curl': (request) => inTurn((own) => copyCurl(own, request)),
    'sign-in/begin': ({ headerId }) => signIns.begin(headerId),
    'sign-in/proceed': ({ headerId, address }) => signIns.proceed(headerId, address),
    'sign-in/cancel': ({ headerId }) => signIns.cancel(headerId),
    'sign-out': ({ headerId }) => signIns.signOut(headerId),
    'issuer/look-up': ({ issuer }) => lookUpIssuer(ports, issuer),
    'site/find-sign-in': ({ url }) => findSignIn(ports, url),
    'diagnosis/explain': ({ question }) => inTurn((own) => explainAddress(own, question)),
    'activity/look': () => {
      watchClosely();
      return true;
    },
    'test/run': ({ url, method }) => runTest(url, method),
    'vault/export': () => exportCopies(ports),
  };
}
