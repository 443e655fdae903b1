import type { ApiDocument, ApiOperation } from '../../document/api-document.ts'
import type { Resource } from '../model.ts'

/** Operations that belong to no resource: no law is about them. */
export function unusedOperations({ operations }: ApiDocument, resources: readonly Resource[]): readonly ApiOperation[] {
  const used = new Set(
    resources.flatMap(({ list, create, read, updates, delete: remove }) =>
      [list, create, read, ...updates, remove].flatMap((part) => part?.operation ?? []),
    ),
  )
  return operations.filter(({ id, method }) => !used.has(id) && method !== 'HEAD' && method !== 'OPTIONS')
}

/** The operations that a sentence names, as a count. */
const MOST = 5

/** The longest path in a sentence, in characters. */
const LONGEST = 200

/** A sentence about operations that nothing checks. Undefined where there are none. */
export function unusedSentence(operations: readonly ApiOperation[]): string | undefined {
  if (operations.length === 0) return undefined
  const named = operations.slice(0, MOST).map(({ method, path }) => `${method} ${cut(path)}`)
  const rest = operations.length - named.length
  const isOne = operations.length === 1
  return `${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''} ${isOne ? 'belongs' : 'belong'} to no resource, so no law is about ${isOne ? 'it' : 'them'}`
}

function cut(path: string): string {
  return path.length > LONGEST ? `${path.slice(0, LONGEST - 1)}…` : path
}
