import { isDeepStrictEqual } from 'node:util'
import { operationOf } from '../contract/contract.ts'
import { hasFreeKeys } from '../contract/keys.ts'
import { itemsAt } from '../contract/page.ts'
import { ABSENT, noteAbsent, noteListed, sentAt } from './absence.ts'
import { linkOf } from '../judge/reading/links.ts'
import { readResponse } from '../judge/reading/read-response.ts'
import { shownSecrets } from '../judge/reading/shown-secrets.ts'
import type { ReceivedResponse } from '../judge/observation.ts'
import { isObject, valueAt } from '../json/pointer.ts'
import { MOST_PAGES } from '../plan/order/page-limit.ts'
import type { PlannedRequest } from '../plan/planned-case.ts'
import { buildRequest } from '../send/build-request.ts'
import { plain } from '../plan/plain-request.ts'
import type { GroupState } from './group-state.ts'
import { sendPatiently } from '../send/send-patiently.ts'
import type { GroupConnection } from './group-connection.ts'

/** The keys of existing members, and the keys for which the target gave no clear answer. */
export interface DiscoveredKeys {
  readonly present: ReadonlySet<string>
  readonly unclear: ReadonlySet<string>
  /** True where a complete list named the members. */
  readonly isListed: boolean
}

/**
 * Marks the members that exist before the run as foreign. Reads all pages of the list; without a complete list, reads each key. A
 * key without a clear answer counts as foreign and doubtful. Returns the reason why the run cannot start: an unreachable target,
 * refused credentials, or a group that does not exist.
 */
export async function discover(group: GroupState, connection: GroupConnection): Promise<string | undefined> {
  const first = await ask(plain({ operation: 'list' }), group, connection)
  if (typeof first === 'string') return first
  const { status } = first.response
  if (status === 401 || status === 403) return refusal(status, connection)
  if (status === 404) {
    const reason = await missingGroup(first, group, connection)
    if (reason !== undefined) return reason
  }
  const found = await keysFrom(first, group, connection)
  if (typeof found === 'string') return found
  group.discoveredAt = connection.clock.now()
  for (const key of [...found.present, ...found.unclear]) group.foreign.add(key)
  for (const key of group.foreign) group.before.add(key)
  for (const key of found.unclear) group.doubtful.add(key)
  group.isListed = found.isListed
  if (found.isListed) group.empty = { members: {}, reads: new Map() }
  return undefined
}

/** The keys that exist now; undefined where the target does not answer. */
export async function discoverKeys(
  group: GroupState,
  connection: GroupConnection,
): Promise<DiscoveredKeys | undefined> {
  const first = await ask(plain({ operation: 'list' }), group, connection)
  const found = typeof first === 'string' ? first : await keysFrom(first, group, connection)
  return typeof found === 'string' ? undefined : found
}

/** The keys of a complete list; undefined without such a list. */
export async function listedKeys(
  group: GroupState,
  connection: GroupConnection,
): Promise<ReadonlySet<string> | undefined> {
  const first = await ask(plain({ operation: 'list' }), group, connection)
  const listed = typeof first === 'string' ? first : await readPages(first, group, connection)
  return typeof listed === 'string' || !listed.isWhole ? undefined : listed.keys
}

/** The keys of a list, completed by reads of single keys; a text is the reason for a missing answer. */
async function keysFrom(
  list: Answer,
  group: GroupState,
  connection: GroupConnection,
): Promise<DiscoveredKeys | string> {
  const listed = await readPages(list, group, connection)
  if (typeof listed === 'string') return listed
  if (listed.isWhole) return { present: listed.keys, unclear: new Set(), isListed: true }
  return probe(listed.keys, group, connection)
}

/** The parts of an answer that a discovery needs. The body is dropped: a list may be long, and many reads follow. */
interface Answer {
  readonly response: Pick<ReceivedResponse, 'status' | 'document'>
  readonly late: boolean
  /** The time of its request, in milliseconds of the run's clock. */
  readonly at: number
}

/** Sends a request as the owner, without judging the answer. A text is the reason for a missing answer. */
export async function ask(
  request: PlannedRequest,
  group: GroupState,
  connection: GroupConnection,
): Promise<Answer | string> {
  const { contract } = connection
  const built = buildRequest(request, { contract, group: group.id, otherGroup: undefined, saved: new Map() })
  const reply = await sendPatiently(built.outgoing, request.as, connection)
  if (!reply.answered) return reply.reason
  connection.times.note(request.operation, reply)
  const response = readResponse(reply.response, built.sent, contract)
  // A server that hides no secrets shows those of members that were there before the run.
  for (const value of shownSecrets({ contract, request: built.sent, response })) connection.secrets.addShown(value)
  const { status, document } = response
  const { operation, key, as } = request
  const at = sentAt(reply, connection)
  if (operation === 'read' && key !== undefined && as === 'owner' && ABSENT.has(status)) noteAbsent(group, key, at)
  return { response: { status, document }, late: reply.late === true, at }
}

function refusal(status: number, { principals }: GroupConnection): string {
  return principals.isKnown('owner')
    ? `the target refuses the credentials of the owner (${status})`
    : `the target requires credentials (${status}) and none are configured; set principals.owner in the configuration`
}

/**
 * The reason for a 404 to the list; undefined where the fault may be the list alone. A read in the same group decides: a group that
 * does not exist is answered alike for both operations.
 */
async function missingGroup(list: Answer, group: GroupState, connection: GroupConnection): Promise<string | undefined> {
  const { error, resource } = connection.contract
  const code = valueAt(list.response.document, error.code)
  const isOfGroup = code === resource.scope.notFound
  const twice = isOfGroup ? undefined : repeatedPrefix(connection)
  if (code !== undefined && !isOfGroup && twice === undefined) return undefined
  const [key] = resource.key.values
  const read = key === undefined ? list : await ask(plain({ operation: 'read', key }), group, connection)
  if (typeof read === 'string') return read
  const { status, document } = read.response
  if (status !== 404 || valueAt(document, error.code) !== code) return undefined
  if (twice !== undefined)
    return `the list is answered 404, and the URL of the target ends in ${twice}, with which each path of the contract begins; leave it out of the URL`
  return typeof code === 'string'
    ? `the group ${group.id} does not exist on the target: its list is answered 404 ${code}; name an existing group`
    : `the target answers 404 in the group ${group.id}; the group does not exist, or the URL of the target lacks a path prefix`
}

/** The end of the target's URL that the path of the list begins with, such as `/api/v2`; undefined for none. */
function repeatedPrefix({ contract, basePath }: GroupConnection): string | undefined {
  const parts = operationOf(contract, 'list').path.split('/').slice(1)
  const fixed = parts.slice(
    0,
    parts.findIndex((part) => part.includes('{')),
  )
  const starts = fixed.map((_, index) => `/${fixed.slice(0, index + 1).join('/')}`)
  return starts.findLast((start) => basePath.endsWith(start))
}

interface Listed {
  readonly keys: ReadonlySet<string>
  /** True if the list is complete, by its links and its total. */
  readonly isWhole: boolean
}

/** The keys on all pages; a text is the reason for a missing answer. Notes the keys that a whole list lacks. */
async function readPages(first: Answer, group: GroupState, connection: GroupConnection): Promise<Listed | string> {
  const listed = await readEach(first, group, connection)
  if (typeof listed !== 'string' && listed.isWhole) noteListed(group, listed.keys, first.at)
  return listed
}

async function readEach(first: Answer, group: GroupState, connection: GroupConnection): Promise<Listed | string> {
  const { page, resource } = connection.contract
  const { size = Infinity, parameters } = page ?? {}
  const keys = new Set<string>()
  let answer: Answer | string = first
  for (let number = 1; number <= MOST_PAGES; number += 1) {
    if (typeof answer === 'string') return answer
    const items =
      answer.response.status === 200 ? valueAt(answer.response.document, itemsAt(connection.contract)) : undefined
    if (!Array.isArray(items)) return { keys, isWhole: false }
    const found = items
      .map((item: unknown) => (isObject(item) ? valueAt(item, resource.key.pointer) : undefined))
      .filter((key) => typeof key === 'string')
    const fresh = found.filter((key) => !keys.has(key))
    for (const key of fresh) keys.add(key)
    // A server with shorter pages than the documented size announces further items by a link or the total.
    const total = page?.total === undefined ? undefined : valueAt(answer.response.document, page.total)
    const more =
      linkOf({ contract: connection.contract, response: answer.response }, 'next') !== undefined ||
      (typeof total === 'number' && total > keys.size)
    // An item without a key may be any member.
    if (found.length < items.length) return { keys, isWhole: false }
    if (fresh.length === 0 || (items.length < size && !more)) return { keys, isWhole: !more }
    if (parameters === undefined) return { keys, isWhole: !more }
    answer = await ask(
      { ...plain({ operation: 'list' }), query: { [parameters.number]: String(number + 1) } },
      group,
      connection,
    )
  }
  return { keys, isWhole: false }
}

/** Reads each key that the list does not show. Each answer that tells neither presence nor absence is unclear. */
async function probe(
  known: ReadonlySet<string>,
  group: GroupState,
  connection: GroupConnection,
): Promise<DiscoveredKeys | string> {
  const [present, unclear] = [new Set(known), new Set<string>()]
  let control: Answer | string | undefined
  const values = hasFreeKeys(connection.contract)
    ? [...group.claimed, ...group.touched]
    : connection.contract.resource.key.values
  for (const [index, key] of values.entries()) {
    if (present.has(key)) continue
    const answer = await askTwice(plain({ operation: 'read', key }), group, connection)
    if (typeof answer === 'string') return answer
    if (answer.late) {
      // After one timeout, reads of the remaining keys would time out too.
      for (const unread of values.slice(index)) if (!present.has(unread)) unclear.add(unread)
      break
    }
    const { status, document } = answer.response
    if (ABSENT.has(status)) continue
    const isShown = status === 200 && valueAt(document, connection.contract.resource.key.pointer) === key
    if (isShown) present.add(key)
    else if (status !== 200 || !isAlike(answer, (control ??= await askForNone(group, connection)))) unclear.add(key)
  }
  return { present, unclear, isListed: false }
}

function isAlike(one: Answer, other: Answer | string): boolean {
  return typeof other !== 'string' && one.late === other.late && isDeepStrictEqual(one.response, other.response)
}

/** A key that no member has. */
const NO_KEY = 'conform-no-such-key'

/** A read of a key that no member has. A read with the same answer says nothing of a member, as at a server that serves no API. */
function askForNone(group: GroupState, connection: GroupConnection): Promise<Answer | string> {
  return ask(plain({ operation: 'read', key: NO_KEY }), group, connection)
}

/** Repeats a request once after a status of 500 or above. */
async function askTwice(
  request: PlannedRequest,
  group: GroupState,
  connection: GroupConnection,
): Promise<Answer | string> {
  const answer = await ask(request, group, connection)
  const failed = typeof answer !== 'string' && !answer.late && answer.response.status >= 500
  return failed ? ask(request, group, connection) : answer
}
