/** Entry point of the full-tab page. */
import '../platform/polyfilled';
import { render } from 'preact';
import { giveWay } from '../platform/manager-tab';
import { postMessage } from '../platform/messages';
import { connect, connectQueries } from '../protocol/client';
import { Manager } from './manager';

const root = document.getElementById('root');
// A second tab of the manager is better than an empty page.
void giveWay()
  .catch(() => false)
  .then((isGoing) => {
    if (!root || isGoing) return;
    render(<Manager post={connect(postMessage)} ask={connectQueries(postMessage)} />, root);
  });
