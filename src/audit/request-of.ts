import type { Contract, Operation, Role } from '../contract/contract.ts'
import type { SentRequest } from '../judge/observation.ts'
import { literalPattern } from '../json/literal-pattern.ts'
import { isAmbiguous } from '../send/build-request.ts'
import type { Recorded } from './recorded.ts'
import { percentDecoded } from '../source/percent-decoded.ts'

/** A recorded request as the judge reads it, and the URL that stands before its path. */
export interface RequestOf {
  readonly sent: SentRequest
  /** The URL of the server with any prefix, such as `https://example.com/proxy`. */
  readonly base: string
  /** The scope that the path names. */
  readonly scope: string
}

/**
 * The request as the contract reads it; undefined for a path of which the contract says nothing. A prefix before the path of an operation
 * belongs to the server. A documented path with another method has no operation, as in a run.
 */
export function requestOf({ request }: Recorded, contract: Contract): RequestOf | undefined {
  const { origin, pathname, search } = new URL(request.url)
  for (const [role, operation] of operationsFor(request.method, contract)) {
    const match = patternOf(operation.path).exec(pathname)
    if (match === null) continue
    const { resource } = contract
    const names = [...operation.path.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name)
    const values = new Map(names.map((name, index) => [name, percentDecoded(match[index + 2] ?? '')]))
    const isOperation = operation.method === request.method
    const key = values.get(resource.key.parameter)
    const query = search.slice(1)
    return {
      base: `${origin}${match[1] ?? ''}`,
      scope: values.get(resource.scope.parameter) ?? '',
      sent: {
        method: request.method,
        target: `${pathname.slice((match[1] ?? '').length)}${search}`,
        query: Object.fromEntries(new URLSearchParams(query)),
        ...(isAmbiguous(query, operation) ? { ambiguous: true } : {}),
        ...(isOperation ? { operation, role } : {}),
        ...(key === undefined ? {} : { key }),
        ...jsonOf(request.body),
      },
    }
  }
  return undefined
}

/** The operations of the resource by role: those of the method first, because operations share paths. */
function operationsFor(method: string, { resource, operations }: Contract): readonly (readonly [Role, Operation])[] {
  const all = (Object.entries(resource.operations) as readonly (readonly [Role, string])[]).flatMap(([role, id]) => {
    const operation = operations[id]
    return operation === undefined ? [] : [[role, operation] as const]
  })
  return [...all.filter(([, one]) => one.method === method), ...all.filter(([, one]) => one.method !== method)]
}

/** A path template as a pattern: the prefix of the server, then the parameters in order. */
function patternOf(path: string): RegExp {
  const parts = path.split(/\{[^}]*\}/).map(literalPattern)
  return new RegExp(`^(.*?)${parts.join('([^/]+)')}$`)
}

function jsonOf(body: string | undefined): Pick<SentRequest, 'body'> {
  if (body === undefined || body === '') return {}
  try {
    return { body: JSON.parse(body) as unknown }
  } catch {
    return {}
  }
}
