/** Headers stop first, then the key goes: a crash in between must not leave credentials being sent. */
import type { Ports } from './ports';

export async function lock(ports: Ports): Promise<void> {
  await withdrawAllRules(ports);
  await ports.session.clear();
  await ports.wakeUp.set(undefined);
}

export async function withdrawAllRules({ rules }: Pick<Ports, 'rules'>): Promise<void> {
  const removeRuleIds = (await rules.installed()).map(({ id }) => id);
  if (removeRuleIds.length > 0) await rules.update({ removeRuleIds, addRules: [] });
}
