import { isObject } from '../../json/pointer.ts'
import { jsonIn } from './json-in.test-support.ts'

export type Values = Readonly<Record<string, unknown>>

/** The differences of a server of one collection from others. */
export interface Crud {
  /** The path of the collection, such as `/notes`. */
  readonly path: string
  /** True for a body that a method takes. */
  readonly isValid: (body: Values, method: string) => boolean
  /** The values that a create stores. */
  readonly created?: (body: Values) => Values
  /** The values that an update by a method leaves; a method without one is not allowed. */
  readonly updated: Readonly<Record<string, (before: Values, body: Values) => Values>>
  /** Refuses a request, or answers it in another way; undefined for the usual answer. */
  readonly before?: (request: Request, store: Store, body: unknown) => Response | undefined
  /** True for a request that is answered as any other, and stores nothing. */
  readonly isTrial?: (request: Request) => boolean
  /** The member as answers show it. */
  readonly shown?: (values: Values) => Values
}

/** The members of a server by their keys. */
export type Store = Map<number, Values>

/** A server, and the members that it holds. */
export interface CrudServer {
  readonly answer: (request: Request) => Promise<Response>
  readonly held: () => readonly number[]
}

/** A server of one collection whose members have the key `id`: a right one, but for what it is told. */
export function createCrud(crud: Crud): CrudServer {
  const store: Store = new Map()
  let last = 0
  const {
    path,
    isValid,
    created = (body) => body,
    updated,
    before = () => undefined,
    shown = (one) => one,
    isTrial = () => false,
  } = crud
  const answer = async (request: Request): Promise<Response> => {
    const { method, url } = request
    const text = await request.text()
    const [, id] = new RegExp(`^${path}(?:/(\\d+))?$`).exec(new URL(url).pathname) ?? [undefined, undefined]
    if (!new URL(url).pathname.startsWith(path)) return status(404)
    const own = before(request, store, jsonIn(text))
    if (own !== undefined) return own
    const isList = new URL(url).pathname === path
    const allowed = isList ? ['GET', 'POST'] : ['GET', 'DELETE', ...Object.keys(updated)]
    if (!isList && !store.has(Number(id))) return status(404)
    if (!allowed.includes(method)) return new Response(null, { status: 405, headers: { Allow: allowed.join(', ') } })
    const found = store.get(Number(id))
    if (method === 'GET') return Response.json(isList ? [...store.values()].map(shown) : shown(found ?? {}))
    if (method === 'DELETE' && !isTrial(request)) store.delete(Number(id))
    if (method === 'DELETE') return status(204)
    if (!/json/.test(request.headers.get('content-type') ?? '')) return status(415)
    const body = jsonIn(text)
    if (!isObject(body) || !isValid(body, method)) return status(422)
    if (isList) last += 1
    const values = isList ? created(body) : (updated[method]?.(found ?? {}, body) ?? {})
    const member = { ...values, id: isList ? last : Number(id) }
    if (!isTrial(request)) store.set(member.id, member)
    return Response.json(shown(member), { status: isList ? 201 : 200 })
  }
  return { answer, held: () => [...store.keys()] }
}

function status(code: number): Response {
  return new Response(null, { status: code })
}
