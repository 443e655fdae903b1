import { isDeepStrictEqual } from 'node:util'
import type { Resource } from '../../resource/model.ts'
import { unwrapped } from '../send/address-of.ts'
import { valuesInLink } from '../send/values-in-link.ts'
import { isSuccess, type Answer } from '../session/exchange.ts'
import { isGuessed } from '../session/known-key.ts'
import { makingsOf } from '../session/makings-of.ts'
import type { CreateNote } from '../session/member-ledger.ts'
import type { LawSession } from '../session/session.ts'
import { addressAt, learnKey, readQuietly, scalarsIn } from './learn-key.ts'

/** A member that was just created, and its key at the place that the contract guesses. */
export interface Guessed {
  readonly resource: Resource
  readonly above: readonly string[]
  readonly own: readonly string[]
  readonly answer: Answer
  readonly note: CreateNote
}

/**
 * The key of a fresh member that a read does not find at the guessed key. It is the key of its Location, else another value of the member at
 * which a read shows it. The place is kept for the members to come. Undefined where the guess holds, or nothing better is known. It is tried
 * once a resource.
 */
export async function correctKey(guessed: Guessed, session: LawSession): Promise<readonly string[] | undefined> {
  const { resource, above, own, answer, note } = guessed
  const [parameter, ...others] = resource.key.parameters
  const makings = makingsOf(resource, session.learned)
  if (parameter === undefined || others.length > 0 || !isGuessed(resource) || makings.isKeyTried === true)
    return undefined
  if (resource.read === undefined || answer.status === 202) return undefined
  makings.isKeyTried = true
  if ((await readQuietly(resource, [...above, ...own], session)).status !== 404) return undefined
  const shown = unwrapped(answer.json, resource)
  const told = valuesInLink(answer.header('location'), note.item)
  if (told !== undefined && !isDeepStrictEqual(told, own)) {
    const [place, ...more] = scalarsIn(shown, []).filter(({ value }) => value === told[0])
    if (
      place !== undefined &&
      more.length === 0 &&
      isSuccess(await readQuietly(resource, [...above, ...told], session))
    ) {
      makings.key = addressAt(parameter, place.at)
      return told
    }
  }
  const { address: _guess, ...key } = resource.key
  const learned = await learnKey({ resource: { ...resource, key }, above, shown, note }, session)
  return learned === undefined ? undefined : [learned]
}
