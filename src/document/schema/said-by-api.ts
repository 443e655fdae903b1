import { saidOfEach } from '../says/said-of-property.ts'
import { saysMerged, saysReplaced } from '../says/says-merged.ts'
import { saysTimesChanged } from '../says/says-times-changed.ts'
import type { Conversion, Draft } from './conversion.ts'
import { factsOfSentences } from './with-said.ts'

/**
 * Reads what the description of the API says of each property of a name, such as `` `metadata` is merged key by key ``, and of each time, such as
 * `Times are stored to the minute.`
 */
export function createSaidByApi(description: string): Conversion['said'] {
  const known = new Map<string, Draft>()
  const changesTimes = saysTimesChanged(description)
  return (name, { format }) => {
    const found = known.get(name) ?? factsFor(name, description)
    known.set(name, found)
    return changesTimes && format === 'date-time' ? { ...found, 'x-changed': true } : found
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
