import { isSuccess } from '../session/exchange.ts'
import type { CreateNote } from '../session/member-ledger.ts'
import { type Asking, type CleanUpAnswer, withRequiredParameters } from './clean-up-request.ts'

/** The answer to a read that shows the member at a path; undefined where none does. */
export async function shownAt(
  { path, note }: { readonly path: string | undefined; readonly note: CreateNote },
  ask: Asking,
): Promise<CleanUpAnswer | undefined> {
  if (path === undefined) return undefined
  const answer = await withRequiredParameters(ask, note)({ method: 'GET', path })
  return answer !== undefined && isSuccess(answer) ? answer : undefined
}
