import { saysLag } from '../../document/says/says-lag.ts'
import type { ApiOperation } from '../../document/api-document.ts'
import type { ListFacts, PageStyle, Resource } from '../../resource/model.ts'
import { ask } from '../send/ask.ts'
import { lacksDemanded } from '../send/demanded-query.ts'
import { itemsIn } from '../send/items-in.ts'
import { type CaseRecord, createRecord } from '../session/case-record.ts'
import type { CaseSession } from '../session/case-session.ts'
import { type Answer, isSuccess } from '../session/exchange.ts'
import { LAG_WAITED } from '../session/later.ts'
import type { LawSession } from '../session/session.ts'
import { NotVerified } from '../session/not-verified.ts'
import { operationWithId } from '../body/paths.ts'
import { revealMembers } from './reveal-members.ts'
import { type Walk, walkList, type WalkOptions } from './walk-list.ts'

/** Walks the list above a member, by the first page style or by another. */
export async function walkResource(
  resource: Resource,
  { above, options }: { readonly above: readonly string[]; readonly options: WalkOptions | undefined },
  caseSession: CaseSession,
): Promise<Walk> {
  const walk = await walkPlain(resource, { above, options }, caseSession)
  const operation = operationWithId(caseSession.session.document, (options?.list ?? resource.list)?.operation ?? '')
  // A filter or an early end leaves out members too.
  if (options?.query !== undefined || options?.lists !== undefined || options?.until !== undefined) return walk
  const again = (query: Readonly<Record<string, string>>): Promise<Walk> =>
    walkPlain(resource, { above, options: { ...options, query } }, caseSession)
  return revealMembers(walk, { resource, operation, again }, caseSession.session)
}

async function walkPlain(
  resource: Resource,
  { above, options }: { readonly above: readonly string[]; readonly options: WalkOptions | undefined },
  { record, session }: CaseSession,
): Promise<Walk> {
  const list = options?.list ?? resource.list
  if (list === undefined) throw new NotVerified('the contract does not say how members are listed')
  const operation = operationWithId(session.document, list.operation)
  if (lacksDemanded({ ...session.learned.demanded.get(operation.id), ...options?.query }, operation))
    throw new NotVerified('the list demands a query parameter for which the run has no value')
  await untilListed(operation, session)
  const { lists = {} } = options ?? {}
  const page = (query: Readonly<Record<string, string | undefined>>, link?: string): Promise<Answer> =>
    ask({ operation, path: above, query, ...(link === undefined ? { lists } : { link }) }, record, session)
  const style = options?.style ?? list.pages?.value[0]
  const isGuess = list.pages?.certainty === 'guess'
  if (isGuess && (style?.style === 'cursor' || style?.style === 'link')) {
    const walk = await walkList({ list, operation, isGuess, ask: page }, options)
    notePresumed(walk, record)
    return walk
  }
  if (style?.style !== 'number' || !isGuess) return walkList({ list, operation, ask: page }, options)
  const first = await firstPageOf({ list, operation, above, style }, session)
  return walkList({ list, operation, ask: page }, { ...options, style: { ...style, first } })
}

/** Waits until a list shows the last write, where the document says that lists are a little behind. */
async function untilListed(
  { description }: ApiOperation,
  { document, connection, traffic }: LawSession,
): Promise<void> {
  const lag = Math.min(saysLag(description) ?? Infinity, document.lag ?? Infinity)
  const left = lag === Infinity ? 0 : traffic.writes.at + lag * LAG_WAITED - connection.clock.now()
  if (left > 0) await connection.clock.sleep(left, connection.signal)
}

/**
 * Notes the pages that a guess has led to, or should have led on from: what is wrong of them may be wrong with the guess. A first page that is not
 * full is the whole list.
 */
function notePresumed({ pages, size }: Walk, record: CaseRecord): void {
  const [first] = pages
  const isWhole = pages.length === 1 && first !== undefined && size !== undefined && first.members.length < size
  if (isWhole) return
  for (const { answer } of pages.slice(pages.length === 1 ? 0 : 1)) record.presumed.add(answer.exchange)
}

interface Paged {
  readonly list: ListFacts
  readonly operation: ApiOperation
  readonly above: readonly string[]
  readonly style: Extract<PageStyle, { readonly style: 'number' }>
}

/**
 * The number of the first page, where the document leaves it open: 0 if a page of one member has that number, and another one than page 1.
 * As long as no member tells, the guess stands.
 */
async function firstPageOf({ list, operation, above, style }: Paged, session: LawSession): Promise<0 | 1> {
  const known = session.learned.firstPages.get(operation.id)
  if (known !== undefined) return known
  const quiet = { ...session, answerLaws: [] }
  const sized = style.size === undefined ? {} : { [style.size]: '1' }
  const pages = []
  for (const number of ['0', '1']) {
    const query = { ...sized, [style.number]: number }
    const answer = await ask({ operation, path: above, query }, createRecord(), quiet)
    pages.push(isSuccess(answer) ? itemsIn(answer.json, list.items?.value ?? '') : [])
  }
  const [zero = [], one = []] = pages
  if (zero.length + one.length === 0) return style.first
  // A page of more than was asked for is no page, but the whole list.
  const isPage = zero.length === 1 || (zero.length > 0 && style.size === undefined)
  const isZero = isPage && JSON.stringify(zero) !== JSON.stringify(one)
  session.learned.firstPages.set(operation.id, isZero ? 0 : 1)
  return isZero ? 0 : 1
}
