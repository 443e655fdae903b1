import type { Resource } from '../../resource/model.ts'
import { ask } from '../send/ask.ts'
import type { CaseSession } from '../session/case-session.ts'
import type { Answer } from '../session/exchange.ts'
import { NotVerified } from '../session/not-verified.ts'
import { operationWithId } from '../body/paths.ts'
import { type Walk, walkList, type WalkOptions } from './walk-list.ts'

/** Walks the list above a member, by the first page style or by another. */
export async function walkResource(
  resource: Resource,
  { above, options }: { readonly above: readonly string[]; readonly options: WalkOptions | undefined },
  { record, session }: CaseSession,
): Promise<Walk> {
  const { list } = resource
  if (list === undefined) throw new NotVerified('the contract does not say how members are listed')
  const operation = operationWithId(session.document, list.operation)
  const page = (query: Readonly<Record<string, string | undefined>>, link?: string): Promise<Answer> =>
    ask({ operation, path: above, query, ...(link === undefined ? {} : { link }) }, record, session)
  return walkList({ list, operation, ask: page }, options)
}
