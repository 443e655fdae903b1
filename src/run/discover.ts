import { linkOf } from '../judge/page.ts'
import { readResponse } from '../judge/read-response.ts'
import type { ReceivedResponse } from '../judge/observation.ts'
import { isObject, valueAt } from '../source/pointer.ts'
import type { PlannedRequest } from '../plan/planned-case.ts'
import { buildRequest } from './build-request.ts'
import { plain } from './exchange.ts'
import type { GroupState } from './group-state.ts'
import { sendPatiently } from './send-patiently.ts'
import type { Session } from './session.ts'

const MOST_PAGES = 64

/**
 * Finds what is in a group before the run: by its list, read leniently through all its pages; where no list can be made out, by
 * asking for each key. Returns why the run cannot start, where the target is out of reach or refuses the credentials.
 */
export async function discover(group: GroupState, session: Session): Promise<string | undefined> {
  const first = await ask(plain({ operation: 'list' }), group, session)
  if (typeof first === 'string') return first
  const { status } = first.response
  if (status === 401 || status === 403) return refusal(status, session)
  const keys = await keysFrom(first, group, session)
  if (typeof keys === 'string') return keys
  for (const key of keys) group.foreign.add(key)
  return undefined
}

/** The keys that are in a group now; undefined where the target does not answer. */
export async function discoverKeys(group: GroupState, session: Session): Promise<readonly string[] | undefined> {
  const first = await ask(plain({ operation: 'list' }), group, session)
  const keys = typeof first === 'string' ? first : await keysFrom(first, group, session)
  return typeof keys === 'string' ? undefined : keys
}

/** A text says why there is no answer. */
async function keysFrom(list: Answer, group: GroupState, session: Session): Promise<readonly string[] | string> {
  return (await readPages(list, group, session)) ?? (await probe(group, session))
}

/** No more than is needed: what a list holds on to while one key after another is asked for may be long. */
interface Answer {
  readonly response: Pick<ReceivedResponse, 'status' | 'document'>
  readonly late: boolean
}

async function ask(request: PlannedRequest, group: GroupState, session: Session): Promise<Answer | string> {
  const { contract } = session
  const built = buildRequest(request, { contract, group: group.id, otherGroup: undefined, saved: new Map() })
  const reply = await sendPatiently(built.outgoing, request.as, session)
  if (!reply.answered) return reply.reason
  const { status, document } = readResponse(reply.response, built.sent, contract)
  return { response: { status, document }, late: reply.late === true }
}

function refusal(status: number, { principals }: Session): string {
  return principals.isKnown('owner')
    ? `the target refuses the credentials of the owner (${status})`
    : `the target asks for credentials (${status}) and none are configured; name the owner's under "principals" in the configuration`
}

/** The keys on all pages, or nothing where the answer is no list; a text says why there is no answer. */
async function readPages(
  first: Answer,
  group: GroupState,
  session: Session,
): Promise<readonly string[] | string | undefined> {
  const { page, resource } = session.contract
  const keys = new Set<string>()
  let answer: Answer | string = first
  for (let number = 1; number <= MOST_PAGES; number += 1) {
    if (typeof answer === 'string') return answer
    const items = answer.response.status === 200 ? valueAt(answer.response.document, page.items) : undefined
    if (!Array.isArray(items)) return number === 1 ? undefined : [...keys]
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
    if (fresh.length === 0 || (items.length < page.size && !more)) return [...keys]
    answer = await ask(
      { ...plain({ operation: 'list' }), query: { [page.parameters.number]: String(number + 1) } },
      group,
      session,
    )
  }
  return [...keys]
}

async function probe(group: GroupState, session: Session): Promise<readonly string[] | string> {
  const present: string[] = []
  for (const key of session.contract.resource.key.values) {
    const answer = await ask(plain({ operation: 'read', key }), group, session)
    if (typeof answer === 'string') return answer
    // The others would take as long, and say no more.
    if (answer.late) return present
    if (answer.response.status !== 200) continue
    if (valueAt(answer.response.document, session.contract.resource.key.pointer) === key) present.push(key)
  }
  return present
}
