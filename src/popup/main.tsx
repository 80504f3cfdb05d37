/** Entry point of the toolbar popup. */
import { render } from 'preact';
import { originOfPage } from '../domain/site';
import { type ActiveTab, readActiveTab } from '../platform/active-tab';
import { postMessage } from '../platform/messages';
import { readPublishedStateFor } from '../platform/published-state';
import { readSeen } from '../platform/seen-activity';
import { connect, connectQueries } from '../protocol/client';
import { Popup } from './popup';

const NO_TAB: ActiveTab = { id: undefined, url: undefined, isPrivate: false };

const tab = readActiveTab().catch(() => NO_TAB);
const published = readPublishedStateFor(tab.then(({ url }) => originOfPage(url)));
// Wait for all three before drawing: a popup that changes under the cursor misleads.
void Promise.all([tab, published, readSeen()]).then(([tab, published, seen]) => {
  const root = document.getElementById('root');
  if (!root) return;
  const [post, ask] = [connect(postMessage), connectQueries(postMessage)];
  render(<Popup {...{ post, ask, tab, published, seen }} />, root);
});
