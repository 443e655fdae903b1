import type { RecordedExchange } from '../secrets/evidence.ts'

/** The refused requests in a row that end a run, as a count. */
const MOST_REFUSED = 20
/** The count of those that must repeat a request which was accepted before: a server may lock a single resource. */
const REPEATED = 5
/** The times that refusals are forgotten, as a count: each takes a second. */
const MOST_FORGOTTEN = 5
/** The accepted requests that are kept, as a count. */
const MOST_KEPT = 1_000

/** A request that was sent. */
type Sent = Pick<RecordedExchange, 'request' | 'as' | 'credentials'>

/** Watches whether the target goes on to accept the credentials of the owner. */
export interface CredentialsWatch {
  /** Records a request, and whether its credentials were refused. */
  readonly note: (sent: Sent, isRefused: boolean) => void
  /** The reason to start no further case; undefined as long as credentials are accepted. */
  readonly reason: () => string | undefined
  /** Forgets the refusals, since a later request was accepted: the credentials have not expired. Does nothing after `MOST_FORGOTTEN` times. */
  readonly forget: () => void
}

/** A watch before the first request. Requests of other senders, and those with a part of the credentials only, say nothing. */
export function watchCredentials(): CredentialsWatch {
  const accepted = new Set<string>()
  let refused: readonly Sent[] = []
  let forgotten = 0
  const isOver = (): boolean =>
    refused.length >= MOST_REFUSED && refused.filter((sent) => accepted.has(nameOf(sent))).length >= REPEATED
  return {
    note(sent, isRefused) {
      if (sent.as !== 'owner' || sent.request.withheld !== undefined || isOver()) return
      if (isRefused) {
        refused = [...refused, sent]
        return
      }
      refused = []
      if (accepted.size < MOST_KEPT) accepted.add(nameOf(sent))
    },
    reason: () => (isOver() ? reasonOf(refused) : undefined),
    forget() {
      if (forgotten === MOST_FORGOTTEN) return
      forgotten += 1
      refused = []
    },
  }
}

/** `GET /a/b`: the method, and the path without its query. */
function nameOf({ request: { method, path } }: Sent): string {
  return `${method} ${path.split('?')[0] ?? ''}`
}

function reasonOf([first, ...others]: readonly Sent[]): string | undefined {
  if (first === undefined) return undefined
  const advice = (first.credentials ?? []).length === 0 ? '' : '; the credentials may have expired'
  return `since ${nameOf(first)}, the target has answered 401 to each request of the owner, ${1 + others.length} in a row${advice}`
}
