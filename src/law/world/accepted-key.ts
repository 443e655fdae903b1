import { BETWEEN_LOOKS, LOOKS } from '../session/later.ts'
import type { ApiDocument } from '../../document/api-document.ts'
import { isObject, parsePointer } from '../../json/pointer.ts'
import type { Pointer, Resource } from '../../resource/model.ts'
import { plainName } from '../../words/words.ts'
import { operationWithId } from '../body/paths.ts'
import { compareMember } from '../compare/compare-member.ts'
import { unwrapped } from '../send/address-of.ts'
import { hasMark } from '../send/create-note.ts'
import { valuesInLink } from '../send/values-in-link.ts'
import type { CaseSession } from '../session/case-session.ts'
import { type Answer, isSuccess } from '../session/exchange.ts'
import { makingsOf } from '../session/makings-of.ts'
import type { OpenClaim } from '../session/claims.ts'
import type { CreateRequest } from './create-request.ts'
import { listedKey } from './find-unnamed.ts'
import { readQuietly, scalarsIn } from './learn-key.ts'

/** The most looks for a member whose operation has ended, as a count. */
const LOOKS_DONE = 4
/** The values of an answer that are tried, as a count. */
const MOST = 6

/** A create that was accepted with an operation. */
export interface Accepted {
  readonly asked: CreateRequest
  readonly claim: OpenClaim
  readonly answer: Answer
  /** The member as it was sent. */
  readonly sent: unknown
}

/**
 * The key of a member whose create told of an operation. It is the value of the operation at which a read shows what was sent, such as
 * `/target/id`. Else it is the key of the member that the list shows with a word of the create. The place is kept for later members.
 */
export async function acceptedKey(
  accepted: Accepted,
  { record, session }: CaseSession,
): Promise<readonly string[] | undefined> {
  const { asked, claim, answer } = accepted
  const makings = makingsOf(asked.resource, session.learned)
  const candidates = candidatesIn(accepted, makings.acceptedAt, session.document)
  const { clock, signal } = session.connection
  for (let look = 0; look < (answer.isDone === true ? LOOKS_DONE : LOOKS); look += 1) {
    if (look > 0) await clock.sleep(BETWEEN_LOOKS, signal)
    for (const { own, at } of candidates) {
      const shown = await readQuietly(asked.resource, [...asked.above, own], session)
      if (!isSuccess(shown) || !isMade(shown, accepted, session.document)) continue
      makings.acceptedAt = at
      return [own]
    }
    const listed = await listedKey(asked, claim, { record, session })
    if (listed !== undefined) return listed
  }
  return undefined
}

interface Candidate {
  readonly own: string
  readonly at: Pointer
}

/** The values that may be the key, the most telling first. The place where one was found before stands alone. */
function candidatesIn(
  { asked: { resource }, answer }: Accepted,
  known: Pointer | undefined,
  document: ApiDocument,
): readonly Candidate[] {
  if (resource.read === undefined || resource.key.parameters.length !== 1) return []
  const { path } = operationWithId(document, resource.read.operation)
  const end = path.split('/').slice(-2).join('/')
  const found = scalarsIn(answer.json, []).flatMap(
    ({ at, value }): readonly (Candidate & { readonly rank: number })[] => {
      const rank = rankOf(at, resource)
      const own = /[\s/]/.test(value) ? valuesInLink(value, end)?.at(-1) : value
      return own === undefined || rank === undefined ? [] : [{ own, at, rank }]
    },
  )
  const same = found.filter(({ at }) => at === known)
  return same.length > 0 ? same : found.toSorted((one, other) => one.rank - other.rank).slice(0, MOST)
}

/** The names of the member in an operation, and those of a key or a link. */
const TARGET = /target|resource|result|response|entity|subject|object/
const KEY = /(?:id|key|name|link|url|uri|href|location)$/

/** The rank of a place: below a target or the name of the resource first, the id of the operation itself last. Undefined where no key stands. */
function rankOf(at: Pointer, { name }: Resource): number | undefined {
  const names = parsePointer(at).map(plainName)
  const last = names.at(-1) ?? ''
  const tellsTarget = names.some((one) => TARGET.test(one) || one.includes(plainName(name)))
  if (!KEY.test(last) && !(tellsTarget && names.length === 1)) return undefined
  if (tellsTarget) return last.endsWith('id') ? 0 : 1
  return at === '/id' ? 3 : 2
}

/** True where a read shows a word of the create, or all that was sent where the create has no such word. */
function isMade(
  answer: Answer,
  { asked: { resource }, claim: { note }, sent }: Accepted,
  document: ApiDocument,
): boolean {
  const shown = unwrapped(answer.json, resource)
  if (note.marks !== undefined) return hasMark(shown, note)
  const operation = operationWithId(document, resource.read?.operation ?? '')
  const isTold = isObject(sent) && Object.keys(sent).length > 0
  return isTold && compareMember({ sent, shown, operation }, resource, document).length === 0
}
