import { addNew } from '../../json/add-new.ts'
import type { Example } from '../../draw/property-source.ts'
import { isTold, type Gathering } from './adopt-findings.ts'
import type { Attempt } from '../session/attempt.ts'
import { isMust, newFindings, noveltyOf, signatureOf, type TriedExample } from '../session/property-findings.ts'
import type { Batch } from './run-batch.ts'

/**
 * The examples of a batch that need a run of their own, the likeliest to fail first. News in what they share, or an accepted write, makes all of
 * them suspect. Findings that the property or enough other cases have shown already are no news.
 */
export function suspectsIn(
  { shared, attempts, accepted }: Batch,
  examples: readonly Example[],
  gathering: Gathering,
): readonly Example[] {
  const [first] = examples
  const areAll = first === undefined || accepted.length > 0 || hasNews(shared, first, gathering)
  return examples
    .flatMap((example, index) => {
      const attempt = attempts[index]
      if (!areAll && attempt !== undefined && !hasNews(attempt, example, gathering)) return []
      const isAccepted = accepted.includes(index)
      return [{ example, doubt: attempt === undefined ? 0 : doubtOf(attempt, { isAccepted }) }]
    })
    .toSorted((one, other) => other.doubt - one.doubt)
    .map(({ example }) => example)
}

/**
 * The likelihood that a request of a batch fails alone. A write that was accepted instead of refused has 2, another failure has 1, and all
 * others have 0.
 */
export function doubtOf({ findings }: Attempt, { isAccepted }: { readonly isAccepted: boolean }): number {
  if (isAccepted) return 2
  return findings.some(isMust) ? 1 : 0
}

function hasNews(attempt: Attempt, example: Example, { known, context }: Gathering): boolean {
  if (attempt.inconclusive !== undefined || attempt.skipped !== undefined || attempt.late) return true
  const fresh = newFindings(attempt, example, known).filter(({ level }) => level !== 'observe')
  return fresh.length > 0 && !isTold(fresh, context.session)
}

/**
 * The failures of a batch that no example shows alone, with all requests of the batch. They are an effect of requests at the same time. A
 * refusal with another status is no such failure. A server may refuse a request because of another one under way. After an accepted write,
 * only its own status and those of broken servers are failures. All else depends on the member that it has written. An accepted update or
 * delete beside an accepted create depends on that create too. So does an accepted create on an accepted delete.
 */
export function shownOnlyTogether(
  { shared, attempts, accepted }: Batch,
  examples: readonly Example[],
  { known }: Gathering,
): TriedExample | undefined {
  const [example] = examples
  if (example === undefined) return undefined
  const exchanges = [shared, ...attempts].flatMap((attempt) => attempt.exchanges)
  const fresh: TriedExample['fresh'] = []
  const signatures = new Set(known)
  let offset = 0
  for (const [index, attempt] of [shared, ...attempts].entries()) {
    for (const finding of failuresTogether(attempt, { attempts, accepted })) {
      const tried = examples[index - 1] ?? example
      const novelty = noveltyOf(finding, tried, { drawnExchange: undefined })
      if (known.has(signatureOf(finding, tried)) || !addNew(signatures, novelty)) continue
      fresh.push({ ...finding, ...(finding.exchange === undefined ? {} : { exchange: offset + finding.exchange }) })
    }
    offset += attempt.exchanges.length
  }
  return fresh.length === 0 ? undefined : { example, attempt: { ...shared, exchanges }, fresh }
}

/** The findings of an attempt in a batch that are failures even where the shot alone does not show them; see `shownOnlyTogether`. */
export function failuresTogether(
  attempt: Attempt,
  { attempts, accepted }: Pick<Batch, 'attempts' | 'accepted'>,
): readonly Attempt['findings'][number][] {
  const statusOf = (exchange = -1): number => attempt.exchanges[exchange]?.response?.status ?? 0
  const cause = operationOf(attempt) === 'create' ? 'delete' : 'create'
  const followsAnother = accepted.some((index) => operationOf(attempts[index]) === cause)
  const isAccepted = accepted.includes(attempts.indexOf(attempt)) && !followsAnother
  return attempt.findings.filter((finding) => {
    const status = statusOf(finding.exchange)
    if (!(isMust(finding) || isServed(finding, status)) || isRefused(finding, status)) return false
    return accepted.length === 0 || (finding.at === 'status' && (isAccepted || status >= 500))
  })
}

function operationOf(attempt: Attempt | undefined): string | undefined {
  return attempt?.exchanges.at(-1)?.operation
}

/** True for a warning about a success: no request beside it makes a server that refuses it succeed. */
function isServed({ at, level }: Attempt['findings'][number], status: number): boolean {
  return level === 'should' && at === 'status' && status >= 200 && status < 300
}

/** True for a finding about the status of a refusal. A change of the group beside a refusal is another matter. */
function isRefused({ at }: Attempt['findings'][number], status: number): boolean {
  return at === 'status' && status >= 400 && status < 500
}
