/** The data of an Insomnia environment is a tree; templates name its leaves: `_.a.b`, `_['a-b']`. */
import type { Variables } from '../collection/collection';
import type { Tree } from '../text/tree';
import { asText, isMap } from '../text/tree';

/** Whole trees merge as deeply as these names do: later ones are stronger. */
export function variablesOfTree(data: Tree | undefined): Variables {
  const variables = new Map<string, string>();
  collect(data, '', variables);
  return variables;
}

function collect(tree: Tree | undefined, name: string, variables: Map<string, string>): void {
  if (isMap(tree)) {
    for (const [key, value] of Object.entries(tree)) {
      for (const inner of namesOf(name, key)) collect(value, inner, variables);
    }
  } else if (Array.isArray(tree)) {
    tree.forEach((value, index) => {
      collect(value, `${name}[${index}]`, variables);
    });
  } else {
    const text = asText(tree);
    if (name !== '' && text !== undefined) variables.set(name, text);
  }
}

/** A key with other characters cannot stand behind a dot. */
function namesOf(name: string, key: string): readonly string[] {
  if (/^\w+$/.test(key)) return [name === '' ? key : `${name}.${key}`];
  const before = name === '' ? '_' : name;
  return [`${before}['${key}']`, `${before}["${key}"]`];
}
