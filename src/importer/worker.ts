/**
 * Entry point of the worker that reads imported files. It takes one message, the chosen sources, and
 * answers with reports. The page ends it (`terminate`) to cancel.
 */
import type { ChosenSource } from '../domain/import-work';
import { readSources } from './read-sources';

addEventListener('message', ({ data }: MessageEvent<readonly ChosenSource[]>) => {
  void readSources(data, (news) => postMessage(news));
});
