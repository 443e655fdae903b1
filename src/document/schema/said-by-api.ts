import { saidOfEach } from '../says/said-of-property.ts'
import { saysMerged, saysReplaced } from '../says/says-merged.ts'
import type { Draft } from './conversion.ts'
import { factsOfSentences } from './with-said.ts'

/** The keywords for what the description of the API says of each property of a name, such as `` `metadata` is merged key by key ``. */
export function createSaidByApi(description: string): (name: string) => Draft {
  const known = new Map<string, Draft>()
  return (name) => {
    const found = known.get(name) ?? factsFor(name, description)
    known.set(name, found)
    return found
  }
}

function factsFor(name: string, description: string): Draft {
  const sentences = saidOfEach(name, description)
  if (sentences.length === 0) return {}
  return {
    ...factsOfSentences(sentences),
    ...(sentences.some(saysMerged) ? { 'x-merged': true } : {}),
    ...(sentences.some(saysReplaced) ? { 'x-replaced': true } : {}),
  }
}
