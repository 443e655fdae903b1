import { linkOf } from '../judge/reading/links.ts'
import { readResponse } from '../judge/reading/read-response.ts'
import type { ReceivedResponse } from '../judge/observation.ts'
import { isObject, valueAt } from '../json/pointer.ts'
import type { PlannedRequest } from '../plan/planned-case.ts'
import { buildRequest } from '../send/build-request.ts'
import { plain } from '../plan/plain-request.ts'
import type { GroupState } from './group-state.ts'
import { sendPatiently } from '../send/send-patiently.ts'
import type { GroupConnection } from './group-connection.ts'

const MOST_PAGES = 64

/** What is in a group: the keys that are there, and those of which the target did not tell. */
export interface Found {
  readonly present: ReadonlySet<string>
  readonly unclear: ReadonlySet<string>
}

/**
 * Finds what is in a group before the run: by its list, read leniently through all its pages; where no whole list can be made out, by
 * asking for each key. What cannot be told counts as somebody's. Returns why the run cannot start, where the target is out of reach or
 * refuses the credentials.
 */
export async function discover(group: GroupState, session: GroupConnection): Promise<string | undefined> {
  const first = await ask(plain({ operation: 'list' }), group, session)
  if (typeof first === 'string') return first
  const { status } = first.response
  if (status === 401 || status === 403) return refusal(status, session)
  const found = await keysFrom(first, group, session)
  if (typeof found === 'string') return found
  group.lookedAt = session.clock.now()
  for (const key of [...found.present, ...found.unclear]) group.foreign.add(key)
  for (const key of found.unclear) group.doubtful.add(key)
  return undefined
}

/** What is in a group now; undefined where the target does not answer. */
export async function discoverKeys(group: GroupState, session: GroupConnection): Promise<Found | undefined> {
  const first = await ask(plain({ operation: 'list' }), group, session)
  const found = typeof first === 'string' ? first : await keysFrom(first, group, session)
  return typeof found === 'string' ? undefined : found
}

/** A text says why there is no answer. */
async function keysFrom(list: Answer, group: GroupState, session: GroupConnection): Promise<Found | string> {
  const listed = await readPages(list, group, session)
  if (typeof listed === 'string') return listed
  if (listed.isWhole) return { present: listed.keys, unclear: new Set() }
  return probe(listed.keys, group, session)
}

/** No more than is needed: what a list holds on to while one key after another is asked for may be long. */
interface Answer {
  readonly response: Pick<ReceivedResponse, 'status' | 'document'>
  readonly late: boolean
}

/** Asks as the owner; nothing is judged. A text says why there is no answer. */
export async function ask(
  request: PlannedRequest,
  group: GroupState,
  session: GroupConnection,
): Promise<Answer | string> {
  const { contract } = session
  const built = buildRequest(request, { contract, group: group.id, otherGroup: undefined, saved: new Map() })
  const reply = await sendPatiently(built.outgoing, request.as, session)
  if (!reply.answered) return reply.reason
  const { status, document } = readResponse(reply.response, built.sent, contract)
  return { response: { status, document }, late: reply.late === true }
}

function refusal(status: number, { principals }: GroupConnection): string {
  return principals.isKnown('owner')
    ? `the target refuses the credentials of the owner (${status})`
    : `the target asks for credentials (${status}) and none are configured; name the owner's under "principals" in the configuration`
}

interface Listed {
  readonly keys: ReadonlySet<string>
  /** Whether these are all that there are, as far as a list can tell. */
  readonly isWhole: boolean
}

/** The keys on all pages; a text says why there is no answer. */
async function readPages(first: Answer, group: GroupState, session: GroupConnection): Promise<Listed | string> {
  const { page, resource } = session.contract
  const keys = new Set<string>()
  let answer: Answer | string = first
  for (let number = 1; number <= MOST_PAGES; number += 1) {
    if (typeof answer === 'string') return answer
    const items = answer.response.status === 200 ? valueAt(answer.response.document, page.items) : undefined
    if (!Array.isArray(items)) return { keys, isWhole: false }
    const found = items
      .map((item: unknown) => (isObject(item) ? valueAt(item, resource.key.pointer) : undefined))
      .filter((key) => typeof key === 'string')
    const fresh = found.filter((key) => !keys.has(key))
    for (const key of fresh) keys.add(key)
    // A server may keep its pages shorter than the documented size; then it says that there is more.
    const total = valueAt(answer.response.document, page.total)
    const more =
      linkOf({ contract: session.contract, response: answer.response }, 'next') !== undefined ||
      (typeof total === 'number' && total > keys.size)
    if (fresh.length === 0 || (items.length < page.size && !more)) return { keys, isWhole: !more }
    answer = await ask(
      { ...plain({ operation: 'list' }), query: { [page.parameters.number]: String(number + 1) } },
      group,
      session,
    )
  }
  return { keys, isWhole: false }
}

/** Asks for each key that is not known to be there. */
async function probe(known: ReadonlySet<string>, group: GroupState, session: GroupConnection): Promise<Found | string> {
  const [present, unclear] = [new Set(known), new Set<string>()]
  const { values } = session.contract.resource.key
  for (const [index, key] of values.entries()) {
    if (present.has(key)) continue
    const answer = await askTwice(plain({ operation: 'read', key }), group, session)
    if (typeof answer === 'string') return answer
    if (answer.late) {
      // The others would take as long, and say no more.
      for (const one of values.slice(index)) if (!present.has(one)) unclear.add(one)
      break
    }
    const { status, document } = answer.response
    if (status >= 500) unclear.add(key)
    else if (status === 200 && valueAt(document, session.contract.resource.key.pointer) === key) present.add(key)
  }
  return { present, unclear }
}

/** A server that failed once may tell the second time. */
async function askTwice(
  request: PlannedRequest,
  group: GroupState,
  session: GroupConnection,
): Promise<Answer | string> {
  const answer = await ask(request, group, session)
  const failed = typeof answer !== 'string' && !answer.late && answer.response.status >= 500
  return failed ? ask(request, group, session) : answer
}
