/** Facts of a stored credential. The background sends them without the credential. */
import { useEffect, useState } from 'preact/hooks';
import type { CredentialFact } from '../../domain/credential';
import type { Ask } from '../../protocol/messages';
import { CredentialFacts } from '../../ui/credential-facts';

interface StoredFactsProps {
  readonly headerId: string;
  readonly ask: Ask;
}

export function StoredFacts({ headerId, ask }: StoredFactsProps) {
  const [facts, setFacts] = useState<readonly CredentialFact[]>([]);
  useEffect(() => {
    let current = true;
    const begin = async () => {
      const answer = await ask({ type: 'header/facts', headerId });
      if (current && answer) setFacts(answer);
    };
    void begin();
    return () => {
      current = false;
    };
  }, [ask, headerId]);
  return <CredentialFacts facts={facts} />;
}
