import { describedInItem, saidOfEach } from '../says/said-of-property.ts'
import { saysMerged, saysReplaced } from '../says/says-merged.ts'
import { saysTimesChanged } from '../says/says-times-changed.ts'
import type { Conversion, SchemaDraft } from './conversion.ts'
import { factsOf } from './description-facts.ts'
import { factsOfSentences } from './with-said.ts'

/**
 * Reads what the description of the API says of each property of a name, such as `` `metadata` is merged key by key ``, and of each time, such as
 * `Times are stored to the minute.`
 */
export function createSaidByApi(description: string): Conversion['said'] {
  const known = new Map<string, SchemaDraft>()
  const changesTimes = saysTimesChanged(description)
  return (name, { format }) => {
    const found = known.get(name) ?? factsFor(name, description)
    known.set(name, found)
    return changesTimes && format === 'date-time' ? { ...found, 'x-changed': true } : found
  }
}

function factsFor(name: string, description: string): SchemaDraft {
  const item = loosened(factsOf(describedInItem(name, description)))
  const sentences = saidOfEach(name, description)
  if (sentences.length === 0) return item
  return {
    ...item,
    ...factsOfSentences(sentences),
    ...(sentences.some(saysMerged) ? { 'x-merged': true } : {}),
    ...(sentences.some(saysReplaced) ? { 'x-replaced': true } : {}),
  }
}

/** What an item says of other values. It may be about one of several resources, so that it demands nothing. */
function loosened({ 'x-may-change': mayChange, 'x-changed': changed }: SchemaDraft): SchemaDraft {
  return {
    ...(mayChange === undefined ? {} : { 'x-may-change': mayChange }),
    ...(changed === undefined ? {} : { 'x-changed': changed }),
  }
}
