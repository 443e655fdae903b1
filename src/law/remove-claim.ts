import { hasMark, itemsIn, segmentAt } from './create-note.ts'
import type { CreateNote, ListNote } from './member-ledger.ts'
import { fillPath, parametersIn } from './paths.ts'

/** A claim of a ledger: a create, and the path of its member where it is known. */
export interface Claim {
  readonly note: CreateNote
  readonly path: string | undefined
  /** True if an answer has shown the member at its path. */
  readonly isSeen: boolean
  /** The paths of the members that the list showed before the create; undefined where nobody looked. */
  readonly known?: readonly string[]
}

/** An answer to a request of the clean-up. */
export interface CleanUpAnswer {
  readonly status: number
  readonly json: unknown
  readonly header: (name: string) => string | undefined
}

/** A request of the clean-up. */
export interface CleanUpRequest {
  readonly method: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  /** JSON in this media type. */
  readonly body?: { readonly media: string; readonly value: unknown }
}

/** Sends a request of the clean-up. Undefined without an answer. */
export type Asking = (request: CleanUpRequest) => Promise<CleanUpAnswer | undefined>

/** What became of a claim. `left`: the reason why the member may still be there. */
export type Removal =
  | { readonly outcome: 'removed' | 'absent'; readonly at: string }
  | { readonly outcome: 'left'; readonly at: string; readonly reason: string }

/** How a claim is removed. */
export interface Removing {
  /** True where nothing is removed. */
  readonly dry?: boolean
  /** The paths of the members of other claims. */
  readonly others?: ReadonlySet<string>
}

/** Removes the member of a claim. A member whose path is not known is looked for in its list. */
export async function removeClaim(
  claim: Claim,
  ask: Asking,
  { dry = false, others = new Set() }: Removing = {},
): Promise<Removal> {
  const { note } = claim
  if (note.restore !== undefined) return restoreMember(note, note.restore, { ask, dry })
  const found = claim.path === undefined ? await findInList(claim, { ask, others }) : { path: claim.path }
  if ('reason' in found) return { outcome: 'left', at: `a ${note.resource} under ${note.item}`, reason: found.reason }
  const { path } = found
  if (path === undefined)
    return { outcome: 'absent', at: `the ${note.resource} of an unanswered create under ${note.item}` }
  const at = `${note.resource} at ${path}`
  if (note.remove === undefined)
    return (await isGone(path, ask))
      ? { outcome: 'absent', at }
      : { outcome: 'left', at, reason: 'the document has no operation that deletes it' }
  if (dry) return { outcome: 'removed', at }
  const answer = await askWithVersion({ method: note.remove, path }, ask)
  if (answer === undefined) return { outcome: 'left', at, reason: 'the delete was not answered' }
  if (answer.status === 404 || answer.status === 410) return searchElsewhere(claim, { ask, at })
  if (answer.status >= 200 && answer.status < 300) return { outcome: 'removed', at }
  // A server may refuse to delete what is gone already, by any status.
  if (await isGone(path, ask)) return { outcome: 'absent', at }
  return { outcome: 'left', at, reason: `the delete was answered ${answer.status}` }
}

/** Puts a singleton back into its first state. */
async function restoreMember(
  { item, resource }: CreateNote,
  restore: NonNullable<CreateNote['restore']>,
  { ask, dry }: { readonly ask: Asking; readonly dry: boolean },
): Promise<Removal> {
  const at = `${resource} at ${item}`
  if (dry) return { outcome: 'removed', at }
  const { method, media, value } = restore
  const answer = await askWithVersion({ method, path: item, body: { media, value } }, ask)
  if (answer !== undefined && answer.status >= 200 && answer.status < 300) return { outcome: 'removed', at }
  // A parent that is gone took the singleton with it.
  if (answer?.status === 404 || answer?.status === 410) return { outcome: 'absent', at }
  const how = answer === undefined ? 'not answered' : `answered ${answer.status}`
  return { outcome: 'left', at, reason: `its first state could not be restored: the ${method} was ${how}` }
}

/** Repeats a write with the version of the member where the server asks for one: 412 or 428. */
async function askWithVersion(request: CleanUpRequest, ask: Asking): Promise<CleanUpAnswer | undefined> {
  const answer = await ask(request)
  if (answer?.status !== 412 && answer?.status !== 428) return answer
  const version = (await ask({ method: 'GET', path: request.path }))?.header('etag')
  return version === undefined ? answer : ask({ ...request, headers: { 'If-Match': version } })
}

/** A member that is not at its path may be at another: the server may have named it otherwise. */
async function searchElsewhere(
  { note, path, isSeen }: Claim,
  { ask, at }: { readonly ask: Asking; readonly at: string },
): Promise<Removal> {
  const absent: Removal = { outcome: 'absent', at }
  if (isSeen || note.marks === undefined || note.list === undefined) return absent
  const found = await findByMark(note, ask)
  if ('reason' in found || found.path === undefined || found.path === path) return absent
  return removeClaim({ note, path: found.path, isSeen: true }, ask)
}

async function isGone(path: string, ask: Asking): Promise<boolean> {
  const answer = await ask({ method: 'GET', path })
  return answer !== undefined && (answer.status === 404 || answer.status === 410)
}

type Found = { readonly path: string | undefined } | { readonly reason: string }

/** The member of an unanswered create: by its mark, or as one that is new in the list. */
function findInList(
  claim: Claim,
  { ask, others }: { readonly ask: Asking; readonly others: ReadonlySet<string> },
): Promise<Found> {
  return claim.note.marks === undefined ? findNew(claim, { ask, others }) : findByMark(claim.note, ask)
}

/** Searches the list for the mark. */
async function findByMark(note: CreateNote, ask: Asking): Promise<Found> {
  const { marks: [mark = ''] = [], list, item, keys } = note
  if (list === undefined) return { reason: `its create was not answered, and no list shows it; it holds ${mark}` }
  const walk = await walkList(list, ask, (shown) => shown.some((one) => hasMark(one, note)))
  const own = walk.members.find((one) => hasMark(one, note))
  if (own !== undefined) return pathIn(own, { item, keys })
  return walk.problem === undefined ? { path: undefined } : { reason: `${walk.problem}; it holds ${mark}` }
}

/** The most members that a reason names, as a count. */
const MOST_NAMED = 3

/**
 * A member without a mark is gone where the list shows none that is new. One that is new is named and stays: another client may have
 * created it.
 */
async function findNew(
  { note, known }: Claim,
  { ask, others }: { readonly ask: Asking; readonly others: ReadonlySet<string> },
): Promise<Found> {
  const unmarked = 'its create was not answered, and the member holds no text of its own'
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

/** The paths of the members that the list of a create shows, and the sentence about a list that cannot be read. */
export async function listedMembers(
  { list, item, keys }: CreateNote,
  ask: Asking,
): Promise<{ readonly members: readonly string[]; readonly problem?: string }> {
  if (list === undefined) return { members: [], problem: 'the document has no list of it' }
  const { members: shown, problem } = await walkList(list, ask)
  const paths = shown.map((one) => pathIn(one, { item, keys }))
  const members = paths.flatMap((path) => ('reason' in path || path.path === undefined ? [] : [path.path]))
  if (problem !== undefined) return { members, problem }
  return members.length < shown.length ? { members, problem: 'the list shows members without their keys' } : { members }
}

/** The most pages that are searched, as a count. */
const MOST_PAGES = 100

/** The members of all pages of a list, or of the pages until `isFound`. `problem`: the sentence about a page that cannot be read. */
async function walkList(
  list: ListNote,
  ask: Asking,
  isFound: (shown: readonly unknown[]) => boolean = () => false,
): Promise<{ readonly members: readonly unknown[]; readonly problem?: string }> {
  const members: unknown[] = []
  let next: string | undefined = list.path
  let last = ''
  for (let page = 0; next !== undefined && page < MOST_PAGES; page += 1) {
    const answer: Awaited<ReturnType<Asking>> = await ask({ method: 'GET', path: next })
    // The members of a parent that is gone are gone.
    if (answer?.status === 404 || answer?.status === 410) return { members }
    if (answer === undefined || answer.status >= 300)
      return { members, problem: `the list was ${answer === undefined ? 'not answered' : `answered ${answer.status}`}` }
    const shown = itemsIn(answer.json, list.items)
    const text = JSON.stringify(shown)
    // A server that ignores the page parameter shows the first page for ever.
    if (text === last) return { members }
    last = text
    members.push(...shown)
    if (isFound(shown)) return { members }
    next = shown.length === 0 ? undefined : nextPage(list, { page, seen: members.length, body: answer.json })
  }
  return next === undefined ? { members } : { members, problem: `the list has more than ${MOST_PAGES} pages` }
}

function pathIn(member: unknown, { item, keys }: Pick<CreateNote, 'item' | 'keys'>): Found {
  const values = parametersIn(item).map((name) => segmentAt(member, keys[name]))
  if (values.every((value) => value !== undefined)) return { path: fillPath(item, values) }
  return { reason: 'the list shows it without its key' }
}

function nextPage(
  list: ListNote,
  { page, seen, body }: { page: number; seen: number; body: unknown },
): string | undefined {
  const { path, number, offset, cursor } = list
  if (number !== undefined) return `${path}?${encodeURIComponent(number.name)}=${number.first + page + 1}`
  if (offset !== undefined) return `${path}?${encodeURIComponent(offset)}=${seen}`
  const next = cursor === undefined ? undefined : segmentAt(body, cursor.next)
  return cursor === undefined || next === undefined
    ? undefined
    : `${path}?${encodeURIComponent(cursor.name)}=${encodeURIComponent(next)}`
}
