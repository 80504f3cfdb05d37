/**
 * fast-check with the same cases in each run of `npm test`: a rare case that fails is found by the long
 * runs (`--full`), which choose their own, and not by a change that has nothing to do with it.
 */
import fc from 'fast-check';
import { isFull } from './proves';

if (!isFull) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 17 });

export default fc;
