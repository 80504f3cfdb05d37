/**
 * The command-line tools `age` and `jq` of Debian, with which anyone reads a backup if Keybearer is gone.
 * `scripts/prepare.mjs --servers` unpacks them like the servers.
 */
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { rootOf, unpackedEnvironment } from './debian-root.mjs';

const FILES = { age: '/usr/bin/age', jq: '/usr/bin/jq' };

/** @typedef {keyof typeof FILES} DebianTool */

/** @param {DebianTool} name @returns {string | undefined} The path of the program. */
export function findTool(name) {
  const root = rootOf(FILES[name]);
  return root && join(root, FILES[name]);
}

/**
 * Runs `age`, which reads passphrases from the terminal only: `script` gives it one.
 *
 * @param {readonly string[]} parameters Of age. None may have a quote.
 * @param {readonly string[]} passphrases Each is typed when age asks for it.
 * @returns {Promise<void>} Rejects if age fails.
 */
export function runAge(parameters, passphrases) {
  const age = findTool('age');
  if (!age) throw new Error('age is not here: node scripts/prepare.mjs --servers');
  const command = [age, ...parameters].map((each) => `'${each}'`).join(' ');
  const env = unpackedEnvironment();
  const child = spawn('script', ['-qec', command, '/dev/null'], { env });
  const left = [...passphrases];
  let said = '';
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.stdout.on('data', (data) => {
      said += data;
      const asked = said.split('passphrase').length - 1;
      while (left.length > 0 && passphrases.length - left.length < asked && /: ?$/.test(said)) {
        child.stdin.write(`${left.shift()}\n`);
      }
    });
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(said))));
  });
}

/** @param {string} filter @param {string} json @returns {string} What jq prints, in one line. */
export function runJq(filter, json) {
  const jq = findTool('jq');
  if (!jq) throw new Error('jq is not here: node scripts/prepare.mjs --servers');
  const { status, stdout, stderr } = spawnSync(jq, ['-c', filter], {
    input: json,
    encoding: 'utf8',
    env: unpackedEnvironment(),
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(stderr);
  return stdout.trim();
}
