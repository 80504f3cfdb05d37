/**
 * Answers queries, which change nothing. Most are answered at once. A query takes a turn if it reads a
 * draft, whose last save may still wait, or if it opens the vault, which the gate may have to lock.
 */
import { explainAddress } from '../app/activity/explain-address';
import type { LoginTrials } from '../app/activity/login-trials';
import type { TestRequests } from '../app/activity/test-requests';
import type { Backups } from '../app/backup/backups';
import { listBin } from '../app/bin/list-bin';
import { copyCurl, copyHeader } from '../app/clipboard/copy-out';
import { readReview } from '../app/exchange/kept-review';
import { reviewImport } from '../app/exchange/review-import';
import { exportCopies } from '../app/keys/recover';
import { pageOffers } from '../app/pages/page-offers';
import type { BrowserPorts } from '../app/ports';
import { checkCredential, checkWithStored } from '../app/profiles/check-credential';
import { checkReplacement } from '../app/profiles/check-replacement';
import { findSignIn, lookUpIssuer } from '../app/profiles/discover';
import { readDraft } from '../app/profiles/kept-drafts';
import { previewProfile } from '../app/profiles/preview-profile';
import { shownCredential } from '../app/profiles/shown-credential';
import { storedFacts } from '../app/profiles/stored-facts';
import { makeShare } from '../app/share/make-share';
import { reviewShare } from '../app/share/review-share';
import type { OpenedTabs } from '../app/tokens/opened-tabs';
import type { SignIns } from '../app/tokens/sign-in';
import type { Turns } from '../app/turns';
import { unicodeHost } from '../domain/unicode-host';
import { showManager } from '../platform/manager-tab';
import type { QueryHandlers } from '../protocol/router';

interface Performer {
  readonly inTurn: Turns['take'];
  readonly signIns: SignIns;
  readonly backups: Backups;
  readonly watchClosely: () => void;
  readonly runTest: TestRequests['run'];
  readonly tryLogin: LoginTrials['run'];
  readonly useTab: OpenedTabs['use'];
}

export function queriesFor(
  ports: BrowserPorts,
  { inTurn, signIns, backups, watchClosely, runTest, tryLogin, useTab }: Performer,
): QueryHandlers {
  return {
    'credential/check': ({ schemeId, fields, stored }) =>
      stored
        ? inTurn((turnPorts) => checkWithStored(turnPorts, { schemeId, fields, stored }))
        : checkCredential(schemeId, fields, ports.now()),
    'replacement/check': (typed) => inTurn((turnPorts) => checkReplacement(turnPorts, typed)),
    'profile/preview': ({ draft }) => previewProfile(draft, ports.rules.browser),
    'draft/read': ({ key }) => inTurn((turnPorts) => readDraft(turnPorts, key)),
    'header/facts': ({ headerId }) => inTurn((turnPorts) => storedFacts(turnPorts, headerId)),
    'credential/shown': ({ headerId }) =>
      inTurn((turnPorts) => shownCredential(turnPorts, headerId)),
    'header/copy': (copied) => inTurn((turnPorts) => copyHeader(turnPorts, copied)),
    'header/curl': (request) => inTurn((turnPorts) => copyCurl(turnPorts, request)),
    'sign-in/begin': ({ headerId }) => signIns.begin(headerId),
    'sign-in/proceed': ({ headerId, address }) => signIns.proceed(headerId, address),
    'sign-in/cancel': ({ headerId }) => signIns.cancel(headerId),
    'sign-out': ({ headerId }) => signIns.signOut(headerId),
    'login/try': ({ login }) => tryLogin(login),
    'issuer/look-up': ({ issuer }) => lookUpIssuer(ports, issuer),
    'site/find-sign-in': ({ url }) => findSignIn(ports, url),
    'tab/use': async ({ tabId }) => {
      await useTab(tabId);
      return true;
    },
    'page/offers': (asked) => inTurn((turnPorts) => pageOffers(turnPorts, asked)),
    'host/unicode': ({ host }) => unicodeHost(host),
    'manager/show': async ({ hash, isPrivate }) => {
      await showManager(hash, isPrivate);
      return true;
    },
    'diagnosis/explain': ({ question, tabId }) =>
      inTurn((turnPorts) => explainAddress(turnPorts, question, tabId)),
    'activity/look': () => {
      watchClosely();
      return true;
    },
    'test/run': ({ url, method, tabId }) => runTest(url, method, tabId),
    'bin/list': () => inTurn(listBin),
    'vault/export': () => inTurn(exportCopies),
    'import/review': ({ drafts }) => inTurn((turnPorts) => reviewImport(turnPorts, drafts)),
    'import/kept': () => inTurn(readReview),
    'share/make': (asked) => inTurn((turnPorts) => makeShare(turnPorts, asked)),
    'share/review': (asked) => inTurn((turnPorts) => reviewShare(turnPorts, asked)),
    'backup/make': async (asked) => ({ ok: true, ...(await backups.make(asked)) }),
    'backup/saved': ({ madeAt }) => backups.saved(madeAt),
    'backup/cancel': () => {
      backups.cancel();
      return true;
    },
    'backup/preview': async (file) => ({ ok: true, preview: await backups.preview(file) }),
  };
}
