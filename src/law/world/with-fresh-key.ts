import { randomInt, randomUUID } from 'node:crypto'
import { valueAt, withValueAt } from '../../json/pointer.ts'
import type { Resource } from '../../resource/model.ts'
import { ownParameters } from '../body/paths.ts'
import { holdsWord } from '../body/words.ts'
import type { LawSession } from '../session/session.ts'

/** The resource whose keys are put in, and the test of a member with a key. */
export interface Keying {
  readonly resource: Resource
  readonly session: LawSession
  readonly isValid: (member: unknown) => boolean
}

/** Puts a fresh key in the body where the client chooses it there; a key in the path stands in the body too where the body has one. */
export function withFreshKey(member: unknown, own: readonly string[], { resource, session, isValid }: Keying): unknown {
  const isClients = resource.key.chosen?.value === 'client'
  let keyed = member
  for (const [index, { pointer }] of ownParameters(resource).entries()) {
    const isInPath = own[index] !== undefined
    if (pointer === undefined || ((!isClients || isInPath) && valueAt(keyed, pointer) === undefined)) continue
    const candidates =
      own[index] === undefined ? freshKeys(valueAt(keyed, pointer), session) : [own[index], Number(own[index])]
    keyed = candidates.map((key) => withValueAt(keyed, pointer, key)).find(isValid) ?? keyed
  }
  return keyed
}

/** Keys that no member has: the made one where it holds a word, else a word, a large number or a UUID. */
function freshKeys(made: unknown, { word }: Pick<LawSession, 'word'>): readonly unknown[] {
  const own = typeof made === 'string' && holdsWord(made) ? [made] : []
  return [...own, word(), randomInt(1_000_000, 2_000_000_000), randomUUID()]
}
