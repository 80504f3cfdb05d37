/**
 * Counts the calls of Web Crypto that have not answered yet. They run in other threads, so no number of
 * turns or timers says when they are over.
 */

let count = 0;

for (const name of Object.getOwnPropertyNames(SubtleCrypto.prototype)) {
  const method: unknown = Reflect.get(SubtleCrypto.prototype, name);
  if (name === 'constructor' || typeof method !== 'function') continue;
  Reflect.set(
    SubtleCrypto.prototype,
    name,
    async function counted(this: SubtleCrypto, ...parameters: unknown[]) {
      count += 1;
      try {
        return await Reflect.apply(method, this, parameters);
      } finally {
        count -= 1;
      }
    },
  );
}

export const cryptoUnderWay = (): number => count;
