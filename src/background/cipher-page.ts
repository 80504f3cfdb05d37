/** Entry point of the offscreen page in which Chrome's worker has backups encrypted and decrypted. */
import { serveCipher } from '../platform/cipher-page';

serveCipher();
