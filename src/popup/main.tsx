/** Entry point of the toolbar popup. */
import { render } from 'preact';
import { postMessage } from '../platform/messages';
import { connect } from '../protocol/client';
import { Popup } from './popup';

const root = document.getElementById('root');
if (root) render(<Popup post={connect(postMessage)} />, root);
