import { saysReplaced } from '../../document/says/says-merged.ts'
import { sentencesOf } from '../../document/says/sentences-of.ts'
import { formatPointer, isObject } from '../../json/pointer.ts'
import type { UpdateFacts } from '../../resource/model.ts'
import { speaksOf } from '../../resource/shape/sentences.ts'
import { placesIn } from '../body/places-in.ts'
import { holdsWord } from '../body/words.ts'
import type { Problem } from '../session/problem.ts'
import { mergesDeeply } from '../world/facts.ts'
import { memberSchema } from '../world/optional-properties.ts'
import { isMap } from '../world/properties-within.ts'
import type { World } from '../world/world.ts'
import type { Part } from './changed-part.ts'

interface Updated {
  readonly before: Part
  readonly shown: unknown
  readonly facts: UpdateFacts
}

/** Entries of the run that stay in a map of which the document says that the update replaces it as a whole. A server may have entries of its own. */
export function entriesLeft(part: Part, { before, shown, facts }: Updated, world: World): readonly Problem[] {
  if (mergesDeeply(facts) || !isObject(shown)) return []
  return replacedMaps(facts, world).flatMap((name): readonly Problem[] => {
    const [old, sent, now] = [before[name], part[name], shown[name]]
    if (!isObject(old) || !isObject(sent) || !isObject(now)) return []
    const left = Object.keys(old).find((key) => holdsWord(key) && !Object.hasOwn(sent, key) && Object.hasOwn(now, key))
    if (left === undefined) return []
    const at = formatPointer([name, left])
    const message = `expected no ${at} after an update that replaces ${name} as a whole, got it still`
    return [
      {
        signature: 'entry-stays',
        message,
        at: `body#${world.resource.wrap?.value.answer ?? ''}${at}`,
        expected: 'no entry',
        actual: now[left],
      },
    ]
  })
}

/** The maps at the top of a member of which a description says that the update replaces them as a whole. */
function replacedMaps(facts: UpdateFacts, world: World): readonly string[] {
  const told = sentencesOf(world.operation(facts.operation).description).filter(saysReplaced)
  return placesIn(memberSchema(facts, world), world.document.schemas, () => 'alone').flatMap(({ at, schema }) => {
    const name = at.slice(1)
    const isTold = schema['x-replaced'] === true || told.some((sentence) => speaksOf(name, sentence))
    return isMap(schema) && isTold ? [name] : []
  })
}
