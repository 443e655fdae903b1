import { deletePath, hasMark } from '../send/create-note.ts'
import { askWithVersion } from './ask-with-version.ts'
import { type Asking, type CleanUpAnswer, withRequiredParameters } from './clean-up-request.ts'
import { type ListedPath, listedMembers, pathIn, shownMembers, readAllPages } from './listed-members.ts'
import { isAbsent, isSuccess } from '../session/exchange.ts'
import type { CreateNote } from '../session/member-ledger.ts'
import { NO_TRACES, type Traces } from '../session/traces.ts'
import type { Removal } from './removal.ts'
import { restoreMember } from './restore-member.ts'
import { judgeOwnership, type Ownership, lookFirst } from './look-first.ts'
import type { LedgerMember } from './why-not-ours.ts'

/** A claim of a ledger: a create, and the path of its member where it is known. */
export interface CreateClaim {
  readonly note: CreateNote
  readonly path: string | undefined
  /** True if an answer has shown the member at its path. */
  readonly isSeen: boolean
  /** The paths of the members that the list showed before the create; undefined where the list was not read. */
  readonly known?: readonly string[]
  /** The values of the member that a ledger has. */
  readonly traces?: Traces
}

/** Options of a removal. */
export interface Removing {
  /** True where nothing is removed. */
  readonly dry?: boolean
  /** The paths of the members of other claims. */
  readonly others?: ReadonlySet<string>
  /** Receives the path of each member whose delete succeeds. */
  readonly onRemoved?: (path: string) => void
  /** Set where a member is only deleted after a look that shows it is that of the run. `word`: any word of the run, where it has sent one. */
  readonly look?: { readonly word: string | undefined }
}

/**
 * Removes the member of a claim. A member whose path is not known is looked for in its list, once more for each further word of its create:
 * one create may make several members.
 */
export async function removeClaim(claim: CreateClaim, asking: Asking, removing: Removing = {}): Promise<Removal> {
  const ask = withRequiredParameters(asking, claim.note)
  let removal = await removeOne(claim, ask, removing)
  for (const _ of claim.path === undefined && removing.dry !== true ? (claim.note.marks ?? []).slice(1) : []) {
    if (removal.outcome !== 'removed') break
    const next = await removeOne(claim, ask, removing)
    if (next.outcome === 'absent') break
    removal = next
  }
  return removal
}

async function removeOne(claim: CreateClaim, ask: Asking, removing: Removing): Promise<Removal> {
  const { note } = claim
  const { dry = false, others = new Set(), look } = removing
  if (note.restore !== undefined)
    return restoreMember({ ...claim, restore: note.restore }, { ask, dry, isLooked: look !== undefined })
  // A list has just shown the word of the run in a member that is found there.
  const isShown = claim.path === undefined
  const found = isShown ? await findInList(claim, { ask, others }) : { path: claim.path }
  if ('reason' in found) return { outcome: 'left', at: unnamed(note), reason: found.reason }
  const { path } = found
  if (path === undefined)
    return { outcome: 'absent', at: `the ${note.resource} of an unanswered create under ${placeOf(note)}` }
  const at = `${note.resource} at ${path}`
  if (note.remove === undefined || note.kept === 'doubtful') {
    if (await isGone(path, ask)) return { outcome: 'absent', at }
    return { outcome: 'left', at, reason: note.kept === 'doubtful' ? DOUBTFUL : UNDELETABLE }
  }
  const placed = { claim, path, removing }
  if (isShown || look === undefined) return removeAt(placed, ask)
  const whose = await lookFirst(knownOf(claim, path), ask, look.word)
  if (whose === 'ours') return removeAt(placed, ask)
  if (whose !== 'gone') return { outcome: 'left', at, reason: whose.reason }
  return searchElsewhere(placed, ask, (shown) => judgeOwnership(shown, knownOf(claim, path), look.word))
}

function knownOf({ note, traces = NO_TRACES }: CreateClaim, path: string): LedgerMember & { readonly path: string } {
  return { note, path, traces }
}

/** A claim, and the path of its member. */
interface Placed {
  readonly claim: CreateClaim
  readonly path: string
  readonly removing: Removing
}

/** Deletes the member at a path. */
async function removeAt(placed: Placed, ask: Asking): Promise<Removal> {
  const { claim, path, removing } = placed
  const { note } = claim
  const at = `${note.resource} at ${path}`
  if (removing.dry === true || note.remove === undefined) return { outcome: 'removed', at }
  const request = { method: note.remove, path: deletePath(note, path) }
  const remove = (): Promise<CleanUpAnswer | undefined> =>
    askWithVersion(request, ask, { at: path, version: note.version })
  let answer = await remove()
  if (answer !== undefined && MAY_HANG_ON_STATE.has(answer.status))
    answer = (await removeAfterEnding({ note, path }, ask, remove)) ?? answer
  if (answer === undefined) return { outcome: 'left', at, reason: 'the delete was not answered' }
  if (saysGone(answer)) return searchElsewhere(placed, ask, () => ({ reason: UNFOUND }))
  if (isSuccess(answer) && note.kept === 'own' && !(await isGone(path, ask)))
    return { outcome: 'left', at, reason: 'its delete succeeds, and a read still shows it' }
  if (isSuccess(answer)) {
    removing.onRemoved?.(path)
    return { outcome: 'removed', at }
  }
  // A server may refuse to delete what is gone already, by any status.
  if (await isGoneAlready(claim, path, ask)) return { outcome: 'absent', at }
  return { outcome: 'left', at, reason: `the delete was answered ${answer.status}`, status: answer.status }
}

/** The statuses of a delete that may be refused for the state of its member. */
const MAY_HANG_ON_STATE: ReadonlySet<number> = new Set([400, 403, 409, 422, 423])

/** Deletes a member again after each action that may end it, such as `void`. Undefined where no delete succeeds. */
async function removeAfterEnding(
  { note: { endings = [] }, path }: Pick<CreateClaim, 'note'> & { readonly path: string },
  ask: Asking,
  remove: () => Promise<CleanUpAnswer | undefined>,
): Promise<CleanUpAnswer | undefined> {
  for (const { method, suffix } of endings) {
    const ended = await ask({ method, path: `${path}${suffix}` })
    const removed = ended !== undefined && isSuccess(ended) ? await remove() : undefined
    if (removed !== undefined && (isSuccess(removed) || saysGone(removed))) return removed
  }
  return undefined
}

const UNFOUND = 'the list shows it, and its delete says that it is not there'
const UNDELETABLE = 'the document has no operation that deletes it'
const DOUBTFUL = 'its delete succeeded, and another client may have created it since then'

/** A member whose path is not known, in words. */
export function unnamed(note: CreateNote): string {
  return `a ${note.resource} under ${placeOf(note)}`
}

function placeOf({ item, list }: CreateNote): string {
  return item === '' ? (list?.path ?? 'a path that the document does not state') : item
}

/**
 * Looks for a member that is not at its path: the server may have given it another key. `judged`: whose a member is that the list shows at its
 * path all the same.
 */
async function searchElsewhere(placed: Placed, ask: Asking, judged: (shown: unknown) => Ownership): Promise<Removal> {
  const { claim, path, removing } = placed
  const { note, isSeen } = claim
  const at = `${note.resource} at ${claim.path ?? path}`
  const absent: Removal = { outcome: 'absent', at }
  if (isSeen || note.marks === undefined || note.list === undefined) return absent
  const { members } = await shownMembers(note, ask)
  const listed = members.find((one) => one.path === path)
  const whose = listed === undefined ? 'gone' : judged(listed.member)
  if (whose === 'ours') return removeAt(placed, ask)
  if (whose !== 'gone') return { outcome: 'left', at, reason: whose.reason }
  const { others = new Set(), ...rest } = removing
  const found = members.find((one) => one.path !== undefined && !others.has(one.path) && hasMark(one.member, note))
  return found === undefined ? absent : removeClaim({ note, path: found.path, isSeen: true }, ask, rest)
}

/** True where a read says that there is no member at a path. */
async function isGone(path: string, ask: Asking): Promise<boolean> {
  return saysGone(await ask({ method: 'GET', path }))
}

function saysGone(answer: CleanUpAnswer | undefined): boolean {
  return answer !== undefined && isAbsent(answer)
}

/**
 * True where a member whose delete was refused is gone. Its read says so, or is answered 403 after an answer has shown the member. The list
 * does not have it either.
 */
async function isGoneAlready({ note, isSeen }: CreateClaim, path: string, ask: Asking): Promise<boolean> {
  const answer = await ask({ method: 'GET', path })
  if (saysGone(answer)) return true
  if (!isSeen || answer?.status !== 403 || note.list === undefined) return false
  const { members, problem } = await listedMembers(note, ask)
  return problem === undefined && !members.includes(path)
}

/** The member of an unanswered create: by its mark, or as one that is new in the list. */
function findInList(
  claim: CreateClaim,
  { ask, others }: { readonly ask: Asking; readonly others: ReadonlySet<string> },
): Promise<ListedPath> {
  return claim.note.marks === undefined ? findNew(claim, { ask, others }) : findByMark(claim.note, { ask, others })
}

/** Searches the list for the mark. A member of another claim has it too where a create was sent twice. */
async function findByMark(
  note: CreateNote,
  { ask, others }: { readonly ask: Asking; readonly others: ReadonlySet<string> },
): Promise<ListedPath> {
  const { marks: [mark = ''] = [], list } = note
  if (list === undefined) return { reason: `no answer tells its key, and no list shows it; it holds ${mark}` }
  const isOwn = (one: unknown): boolean => {
    if (!hasMark(one, note)) return false
    const found = pathIn(one, note)
    return !('path' in found) || found.path === undefined || !others.has(found.path)
  }
  const walk = await readAllPages(list, ask, (shown) => shown.some(isOwn))
  const own = walk.members.find(isOwn)
  if (own !== undefined) return pathIn(own, note)
  return walk.problem === undefined ? { path: undefined } : { reason: `${walk.problem}; it holds ${mark}` }
}

/** The most members that a reason names, as a count. */
const MOST_NAMED = 3

/**
 * A member without a mark is gone where the list shows no new member. A new member stays, and the reason names it: another client may
 * have created it.
 */
async function findNew(
  { note, known }: CreateClaim,
  { ask, others }: { readonly ask: Asking; readonly others: ReadonlySet<string> },
): Promise<ListedPath> {
  const unmarked = 'no answer tells its key, and it holds no text of its own'
  if (note.list === undefined) return { reason: unmarked }
  const { members, problem } = await listedMembers(note, ask)
  if (problem !== undefined) return { reason: `${unmarked}; ${problem}` }
  if (members.length === 0) return { path: undefined }
  if (known === undefined) return { reason: `${unmarked}; look for it in GET ${note.list.path}` }
  const before = new Set(known)
  const recent = members.filter((path) => !before.has(path) && !others.has(path))
  if (recent.length === 0) return { path: undefined }
  const more = recent.length > MOST_NAMED ? ` and ${recent.length - MOST_NAMED} more` : ''
  const named = `${recent.slice(0, MOST_NAMED).join(', ')}${more}`
  return { reason: `${unmarked}; new since then, and perhaps of another client: ${named}` }
}
