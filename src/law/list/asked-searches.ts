import { formatPointer, isObject } from '../../json/pointer.ts'
import type { Pointer } from '../../resource/model.ts'
import { speaksOf } from '../../resource/shape/sentences.ts'
import { isWord } from '../body/words.ts'
import type { Member } from '../session/member.ts'
import type { World } from '../world/world.ts'
import { isSearch } from './filter-words.ts'

/** A parameter that searches, and a word of a member. */
export interface AskedSearch {
  readonly name: string
  /** The place of the word in the body of a create. */
  readonly place: Pointer
  readonly value: string
}

/** The searches of a list, each with a word at the top of a member: first those of properties that the description of the search names. */
export function askedSearches([first]: readonly Member[], world: World): readonly AskedSearch[] {
  if (first === undefined || !isObject(first.sent)) return []
  const words = Object.entries(first.sent).flatMap(([name, value]) => (isWord(value) ? [{ name, value }] : []))
  return world
    .operation(world.resource.list?.operation ?? '')
    .parameters.filter((parameter) => parameter.in === 'query' && isSearch(parameter.name))
    .flatMap(({ name, description = '' }) =>
      words
        .toSorted((one, other) => Number(speaksOf(other.name, description)) - Number(speaksOf(one.name, description)))
        .slice(0, 1)
        .map((word) => ({ name, place: formatPointer([word.name]), value: word.value })),
    )
}
