import { isDeepStrictEqual } from 'node:util'
import type { DocumentSchema } from '../../document/api-document.ts'
import { saysReplaced } from '../../document/says/says-merged.ts'
import { sentencesOf } from '../../document/says/sentences-of.ts'
import { formatPointer, isObject } from '../../json/pointer.ts'
import type { UpdateFacts } from '../../resource/model.ts'
import { speaksOf } from '../../resource/shape/sentences.ts'
import { flatten, typeOf } from '../body/flatten-schema.ts'
import { placesIn } from '../body/places-in.ts'
import { holdsWord } from '../body/words.ts'
import type { Problem } from '../session/problem.ts'
import { mergesDeeply } from '../world/facts.ts'
import { memberSchema } from '../world/optional-properties.ts'
import type { World } from '../world/world.ts'
import type { Part } from './changed-part.ts'

interface Updated {
  readonly before: Part
  readonly shown: unknown
  readonly facts: UpdateFacts
}

/**
 * Entries of the run that stay in a map of which the document says that the update replaces it as a whole, and properties that stay in such an object. A server
 * may have entries of its own.
 */
export function entriesLeft(part: Part, { before, shown, facts }: Updated, world: World): readonly Problem[] {
  if (mergesDeeply(facts) || !isObject(shown)) return []
  return replacedNames(facts, world).flatMap((name): readonly Problem[] => {
    const [old, sent, now] = [before[name], part[name], shown[name]]
    if (!isObject(old) || !isObject(sent) || !isObject(now)) return []
    const left = Object.keys(old).find(
      (key) =>
        !Object.hasOwn(sent, key) &&
        Object.hasOwn(now, key) &&
        (holdsWord(key) || (holdsWord(old[key]) && isDeepStrictEqual(old[key], now[key]))),
    )
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

/** Each object that the update replaces as a whole, with its required properties alone, where the member has another one. */
export function replacedParts(parts: readonly Part[], facts: UpdateFacts, world: World): readonly Part[] {
  const { properties } = memberSchema(facts, world)
  return replacedNames(facts, world).flatMap((name): readonly Part[] => {
    const value = parts.find((part) => isObject(part[name]))?.[name]
    const own = isObject(properties) ? properties[name] : undefined
    const { required } = flatten((own ?? true) as DocumentSchema, world.document.schemas)
    const needed = new Set(Array.isArray(required) ? (required as unknown[]) : [])
    const entries = Object.entries(isObject(value) ? value : {})
    const kept = entries.filter(([key]) => needed.has(key))
    return kept.length === 0 || kept.length === entries.length ? [] : [{ [name]: Object.fromEntries(kept) }]
  })
}

/** The maps and objects at the top of a member of which a description says that the update replaces them as a whole. */
function replacedNames(facts: UpdateFacts, world: World): readonly string[] {
  const told = sentencesOf(world.operation(facts.operation).description).filter(saysReplaced)
  return placesIn(memberSchema(facts, world), world.document.schemas, () => 'alone').flatMap(({ at, schema }) => {
    const name = at.slice(1)
    const isTold = schema['x-replaced'] === true || told.some((sentence) => speaksOf(name, sentence))
    return typeOf(schema) === 'object' && isTold ? [name] : []
  })
}
