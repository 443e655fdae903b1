import { type Contract, type Operation, operationOf, roleOf } from '../contract/contract.ts'
import type { SentRequest } from '../judge/observation.ts'
import type { PlannedBody, PlannedRequest } from '../plan/planned-case.ts'
import { TOOL } from '../source/tool.ts'
import { resolveReferences, unescape } from '../suite/references.ts'
import type { TargetRequest } from '../target/target.ts'
import type { Principal } from '../suite/suite.ts'

/** A request as it goes out, and as the judge will see it. */
export interface BuiltRequest {
  readonly outgoing: TargetRequest
  readonly sent: SentRequest
}

export interface RequestContext {
  readonly contract: Contract
  /** The group the request is about when it does not say otherwise, and the other one. */
  readonly group: string
  readonly otherGroup: string | undefined
  readonly saved: ReadonlyMap<string, unknown>
  readonly authorize: (as: Principal | 'nobody' | 'wrong') => Readonly<Record<string, string>>
}

export function buildRequest(planned: PlannedRequest, context: RequestContext): BuiltRequest {
  const { contract, saved } = context
  const operation = operationOf(contract, planned.operation)
  const method = planned.method ?? operation.method
  const query =
    planned.rawQuery ??
    Object.entries(planned.query)
      .map((pair) => pair.map(encodeURIComponent).join('='))
      .join('&')
  const target = pathOf(operation, planned, context) + (query === '' ? '' : `?${query}`)
  const { bytes, value } = writeBody(planned.body, saved)
  const documented = method === operation.method ? { operation, ...roleIn(contract, operation) } : {}
  return {
    outgoing: {
      method,
      path: target,
      headers: headersOf(planned, { ...context, hasBody: bytes !== undefined }),
      ...(bytes === undefined ? {} : { body: bytes }),
    },
    sent: {
      method,
      target,
      query: planned.rawQuery === undefined ? planned.query : Object.fromEntries(new URLSearchParams(planned.rawQuery)),
      ...(isAmbiguous(query, operation) ? { ambiguous: true } : {}),
      ...documented,
      ...(planned.key === undefined ? {} : { key: planned.key }),
      ...(value === undefined ? {} : { body: value }),
    },
  }
}

/** Whether it is open what a server makes of a documented parameter: sent twice, empty, in another case, or an integer in no usual form. */
function isAmbiguous(query: string, { parameters }: Operation): boolean {
  if (query === '') return false
  const sent = new URLSearchParams(query)
  const names = [...sent.keys()]
  return parameters.some(({ name, schema }) => {
    if (names.some((one) => one !== name && one.toLowerCase() === name.toLowerCase())) return true
    const values = sent.getAll(name)
    const integer = typeof schema === 'object' && schema['type'] === 'integer'
    return values.length > 1 || values.some((value) => value === '' || (integer && !/^[1-9]\d{0,8}$/.test(value)))
  })
}

function roleIn(contract: Contract, operation: Operation): Pick<SentRequest, 'role'> {
  const role = roleOf(contract, operation)
  return role === undefined ? {} : { role }
}

function pathOf(
  operation: Operation,
  { key, scope }: PlannedRequest,
  { contract, group, otherGroup }: RequestContext,
): string {
  const { resource } = contract
  const scopes: Readonly<Record<string, string | undefined>> = { other: otherGroup, unknown: resource.scope.unknown }
  const id = scope === undefined ? group : (scopes[scope] ?? scope)
  return operation.path
    .replace(`{${resource.scope.parameter}}`, () => encodeURIComponent(id))
    .replace(`{${resource.key.parameter}}`, () => encodeURIComponent(key ?? ''))
}

function writeBody(
  body: PlannedBody | undefined,
  saved: ReadonlyMap<string, unknown>,
): { bytes?: Uint8Array; value?: unknown } {
  if (body === undefined) return {}
  if ('bytes' in body) return { bytes: body.bytes }
  const value = unescape(resolveReferences(body.json, saved))
  return { bytes: encoder.encode(JSON.stringify(value)), value }
}

const encoder = new TextEncoder()

/** The contract's own headers, those of the credentials and those of the request; a null takes one away. */
function headersOf(
  planned: PlannedRequest,
  { contract, authorize, hasBody }: RequestContext & { hasBody: boolean },
): TargetRequest['headers'] {
  const headers = new Map<string, readonly [string, string]>()
  const put = (name: string, value: string | null): void => {
    if (value === null) headers.delete(name.toLowerCase())
    else headers.set(name.toLowerCase(), [name, value])
  }
  put('User-Agent', USER_AGENT)
  put('Accept-Encoding', 'gzip, deflate, br')
  for (const [name, value] of Object.entries(contract.headers))
    if (hasBody || name.toLowerCase() !== 'content-type') put(name, value)
  for (const [name, value] of Object.entries(authorize(planned.as))) put(name, value)
  for (const [name, value] of Object.entries(planned.headers)) put(name, value)
  return [...headers.values()]
}

/** Who is asking, for the logs of the target. */
const USER_AGENT = `${TOOL.name}/${TOOL.version}`
