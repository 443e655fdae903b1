import { valueAt } from '../../json/pointer.ts'
import type { CreateNote } from '../session/member-ledger.ts'
import type { Asking, CleanUpAnswer, CleanUpRequest } from './clean-up-request.ts'

interface Versioned {
  readonly version: CreateNote['version']
  /** The path at which the member is read. */
  readonly at: string
}

/** Repeats a write with the version of the member at a path where the server may ask for one: 400, 409, 412 or 428. */
export async function askWithVersion(
  request: CleanUpRequest,
  ask: Asking,
  { at, version }: Versioned,
): Promise<CleanUpAnswer | undefined> {
  const answer = await ask(request)
  if (answer === undefined || ![400, 409, 412, 428].includes(answer.status)) return answer
  const shown = await ask({ method: 'GET', path: at })
  const value = version === undefined ? shown?.header('etag') : valueAt(shown?.json, version.at)
  if (typeof value !== 'string' && typeof value !== 'number') return answer
  if (version?.in !== 'query') return ask({ ...request, headers: { [version?.name ?? 'If-Match']: String(value) } })
  const query = new URLSearchParams({ [version.name]: String(value) })
  return ask({ ...request, path: `${request.path}?${query.toString()}` })
}
