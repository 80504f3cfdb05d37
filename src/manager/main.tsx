/** Entry point of the full-tab page. */
import '../platform/polyfilled';
import { render } from 'preact';
import { postMessage } from '../platform/messages';
import { connect, connectQueries } from '../protocol/client';
import { Manager } from './manager';

const root = document.getElementById('root');
if (root) render(<Manager post={connect(postMessage)} ask={connectQueries(postMessage)} />, root);
