/** Removes every rule, so that no header is sent from now on. */
import type { Ports } from '../ports';

export async function withdrawAllRules({ rules }: Pick<Ports, 'rules'>): Promise<void> {
  const removeRuleIds = (await rules.installed()).map(({ id }) => id);
  if (removeRuleIds.length > 0) await rules.update({ removeRuleIds, addRules: [] });
}
