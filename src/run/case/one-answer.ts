import type { RecordedExchange } from '../../secrets/evidence.ts'
import type { Attempt } from '../session/attempt.ts'

/** The cases without a pass that end a run in which all answers are of one kind, as a count. */
const MOST_ALIKE = 10

/** The kinds of an answer that a server gives to everything where it has no such API, with what tells each of them. */
const KINDS: readonly { readonly is: (exchange: RecordedExchange) => boolean; readonly told: string }[] = [
  { is: ({ response }) => response?.status === 404, told: 'was 404' },
  { is: isPage, told: 'was a page of HTML' },
]

/** Looks at whether a target gives one kind of answer to every request since the start, reads and writes alike. */
export interface OneAnswer {
  /** @param passed true for a case that passes, as one that expects a 404 */
  readonly note: (attempt: Attempt, passed: boolean) => void
  /** The reason to start no further case; undefined where answers differ or are few. */
  readonly reason: () => string | undefined
}

/**
 * No answer yet.
 * @param prefix the path of the target's URL
 */
export function createOneAnswer(prefix: string): OneAnswer {
  const methods = new Set<string>()
  let kinds = KINDS
  let first: RecordedExchange | undefined
  let differs = false
  let cases = 0
  return {
    note({ exchanges }, passed) {
      for (const exchange of exchanges) {
        const { request, response } = exchange
        if (response === undefined) continue
        methods.add(request.method)
        first ??= exchange
        differs ||= !isSame(response, first.response)
        kinds = kinds.filter(({ is }) => is(exchange))
      }
      if (!passed) cases += 1
    },
    reason() {
      if (cases < MOST_ALIKE || !methods.has('GET') || methods.size < 2) return undefined
      const [kind] = kinds
      const told = kind?.told ?? (differs ? undefined : `was the same ${first?.response?.status ?? ''}`)
      return told === undefined
        ? undefined
        : `every answer ${told}, as that to ${first?.request.method} ${prefix}${first?.request.path}; ${mendOf(first?.response?.status)}`
    },
  }
}

/** The advice by the status of the answers. */
function mendOf(status = 0): string {
  if (status === 401 || status === 403) return 'the credentials may be wrong'
  if (status === 429 || status >= 500) return 'look at the log of the target'
  return 'the group may not exist, or the URL of the target lacks a path prefix or has one that the paths have too'
}

const PAGE = /^\s*<(?:!doctype html|html|head|body)\b/i

function isPage({ response }: RecordedExchange): boolean {
  return response !== undefined && PAGE.test(Buffer.from(response.body).subarray(0, 200).toString('latin1'))
}

function isSame(one: RecordedExchange['response'], other: RecordedExchange['response']): boolean {
  return one !== undefined && one.status === other?.status && Buffer.from(one.body).equals(other.body)
}
