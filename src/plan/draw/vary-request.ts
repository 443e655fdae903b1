import { type Contract, operationOf } from '../../contract/contract.ts'
import { isObject } from '../../json/pointer.ts'
import { unescape } from '../../json/references.ts'
import type { SendTemplate, Variation } from '../../suite/suite.ts'
import type { PlannedRequest } from '../planned-case.ts'

/** True if a request can have a variation: its operation is named, and has these parameters. */
export function suits(
  { query = {}, as, of }: Variation,
  send: Pick<SendTemplate, 'operation' | 'as' | 'query'> | undefined,
  contract: Contract,
): boolean {
  if (send === undefined || (of !== undefined && !of.includes(send.operation))) return false
  if (as !== undefined && send.as !== undefined) return false
  const own = isObject(send.query) ? Object.keys(send.query) : []
  const free = new Set(operationOf(contract, send.operation).parameters.map(({ name }) => name))
  for (const name of own) free.delete(name)
  return Object.keys(query).every((name) => free.has(name))
}

/** The request with a variation. */
export function varyRequest(request: PlannedRequest, { query, headers, as, transfer }: Variation): PlannedRequest {
  return {
    ...request,
    query: { ...request.query, ...textual(query) },
    headers: { ...request.headers, ...(unescape(headers ?? {}) as PlannedRequest['headers']) },
    ...(as === undefined ? {} : { as: as as PlannedRequest['as'] }),
    ...(transfer === undefined ? {} : { transfer }),
  }
}

/** The request of a property with each of the variations that suits it. Their parameters stand before its own. */
export function varyDrawn(
  request: PlannedRequest,
  variations: readonly Variation[],
  contract: Contract,
): PlannedRequest {
  if (variations.length === 0) return request
  const { query } = request
  const suitable = variations.filter((one) => suits(one, { operation: request.operation, query }, contract))
  const varied = suitable.reduce(varyRequest, { ...request, query: {} })
  return { ...varied, query: { ...varied.query, ...query } }
}

/** The same for a request in the case language. */
export function varyTemplate(send: SendTemplate, variations: readonly Variation[], contract: Contract): SendTemplate {
  const suitable = variations.filter((one) => suits(one, send, contract))
  if (suitable.length === 0) return send
  const query = Object.assign({}, ...suitable.map((one) => one.query), send.query) as Record<string, unknown>
  const headers = Object.assign({}, send.headers, ...suitable.map((one) => one.headers)) as Record<string, unknown>
  const { as } = suitable.find((one) => one.as !== undefined) ?? {}
  const { transfer } = suitable.find((one) => one.transfer !== undefined) ?? {}
  return {
    ...send,
    ...(as === undefined ? {} : { as }),
    ...(transfer === undefined ? {} : { transfer }),
    ...(Object.keys(query).length === 0 ? {} : { query }),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
  }
}

/** The variations with these indexes. */
export function chosenOf(variations: readonly Variation[] = [], chosen: readonly number[] = []): readonly Variation[] {
  return chosen.flatMap((index) => variations[index] ?? [])
}

function textual(query: Variation['query']): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(query ?? {}).map(([name, value]) => [name, String(unescape(value))]))
}
