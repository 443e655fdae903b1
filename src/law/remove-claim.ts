import { hasMark, itemsIn, segmentAt } from './create-note.ts'
import type { CreateNote, ListNote } from './member-ledger.ts'
import { fillPath, parametersIn } from './paths.ts'

/** A claim of a ledger: a create, and the path of its member where it is known. */
export interface Claim {
  readonly note: CreateNote
  readonly path: string | undefined
  /** True if an answer has shown the member at its path. */
  readonly isSeen: boolean
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

/** Removes the member of a claim. A member whose path is not known is looked for by its mark. `dry`: nothing is removed. */
export async function removeClaim(
  claim: Claim,
  ask: Asking,
  { dry = false }: { readonly dry?: boolean } = {},
): Promise<Removal> {
  const { note } = claim
  if (note.restore !== undefined) return restoreMember(note, note.restore, { ask, dry })
  const found = claim.path === undefined ? await findByMark(note, ask) : { path: claim.path }
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

/** The most pages that are searched, as a count. */
const MOST_PAGES = 100

/** Searches the list for the mark. */
async function findByMark(note: CreateNote, ask: Asking): Promise<Found> {
  const { marks = [], list, item, keys } = note
  const [mark] = marks
  if (mark === undefined) return { reason: 'its create was not answered, and the member holds no text of its own' }
  if (list === undefined) return { reason: `its create was not answered, and no list shows it; it holds ${mark}` }
  let next: string | undefined = list.path
  let seen = 0
  for (let page = 0; next !== undefined && page < MOST_PAGES; page += 1) {
    const answer: Awaited<ReturnType<Asking>> = await ask({ method: 'GET', path: next })
    // The members of a parent that is gone are gone.
    if (answer?.status === 404 || answer?.status === 410) return { path: undefined }
    if (answer === undefined || answer.status >= 300)
      return {
        reason: `the list was ${answer === undefined ? 'not answered' : `answered ${answer.status}`}; it holds ${mark}`,
      }
    const shown = itemsIn(answer.json, list.items)
    const own = shown.find((one) => hasMark(one, note))
    if (own !== undefined) return pathIn(own, { item, keys })
    seen += shown.length
    next = shown.length === 0 ? undefined : nextPage(list, { page, seen, body: answer.json })
  }
  return { path: undefined }
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
