import type { CreateNote } from '../session/member-ledger.ts'

/** An answer to a request of the clean-up. */
export interface CleanUpAnswer {
  readonly status: number
  readonly json: unknown
  /** The body as text. */
  readonly text?: string
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

/** Requests with the parameters that the document requires about the member of a create, where they do not have them. */
export function withRequiredParameters(ask: Asking, { required, list }: Pick<CreateNote, 'required' | 'list'>): Asking {
  if (required === undefined) return ask
  return (request) => {
    // A cursor in the query may hold a question mark too.
    const [path = '', ...rest] = request.path.split('?')
    const query = rest.join('?')
    const kind = request.method === 'GET' ? (path === list?.path ? 'list' : 'read') : 'remove'
    const has = new URLSearchParams(query)
    const added = Object.entries(required[kind].query).filter(([name]) => !has.has(name))
    const all = [query, new URLSearchParams(added).toString()].filter((part) => part !== '').join('&')
    const headers = { ...required[kind].headers, ...request.headers }
    return ask({ ...request, path: all === '' ? path : `${path}?${all}`, headers })
  }
}
