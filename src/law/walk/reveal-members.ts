import type { ApiOperation } from '../../document/api-document.ts'
import { isObject } from '../../json/pointer.ts'
import type { Resource } from '../../resource/model.ts'
import { percentDecoded } from '../../source/percent-decoded.ts'
import { deletePath } from '../send/create-note.ts'
import { revealingQuery } from '../send/revealing-query.ts'
import { isSuccess } from '../session/exchange.ts'
import type { LawSession } from '../session/session.ts'
import type { Walk } from './walk-list.ts'

/** A list that was walked, and the way to walk it once more. */
export interface Revealing {
  readonly resource: Resource
  readonly operation: ApiOperation
  readonly again: (query: Readonly<Record<string, string>>) => Promise<Walk>
}

/**
 * The walk with the flag by which a list shows members that it leaves out otherwise, such as drafts. The flag is used where the list
 * shows members of the run only with it. Later requests for the list then have the flag.
 */
export async function revealMembers(
  walk: Walk,
  { resource, operation, again }: Revealing,
  { learned, document, claims, sights }: LawSession,
): Promise<Walk> {
  if (!walk.complete || !isSuccess(walk.last) || learned.revealing.has(operation.id)) return walk
  const query = revealingQuery(operation, document)
  if (query === undefined) return walk
  // A list may leave out a deleted member, and show it with the flag.
  const keys = [...claims.open.values()].flatMap(({ resource: name, path, refused, note }) =>
    name === resource.name &&
    path !== undefined &&
    refused === undefined &&
    !sights.gone.hasDelete(deletePath(note, path))
      ? [lastOf(path)]
      : [],
  )
  if (keys.length === 0 || showsOne(walk, keys)) return walk
  const whole = await again(query)
  if (!isSuccess(whole.last) || !showsOne(whole, keys)) return walk
  learned.revealing.set(operation.id, query)
  return whole
}

function lastOf(path: string): string {
  return percentDecoded(path.split('/').at(-1) ?? '')
}

/** True for a walk that shows a value of a member that is the key of one of the run. */
function showsOne({ members }: Walk, keys: readonly string[]): boolean {
  const wanted = new Set(keys.map((one) => one.toLowerCase()))
  return members.some((member) =>
    (isObject(member) ? Object.values(member) : [member]).some((value) => wanted.has(String(value).toLowerCase())),
  )
}
