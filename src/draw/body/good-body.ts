import type { Validate } from '../../contract/validators.ts'
import { boundaryValues, UnsatisfiableSchema } from '../../generate/index.ts'
import { isObject } from '../../json/pointer.ts'
import { UndrawableSchema } from '../undrawable-schema.ts'
import { placeSecrets } from '../../secrets/place-secrets.ts'
import type { SecretPlace } from '../../secrets/places.ts'
import type { Node } from './subschemas.ts'
import type { PortableOptions } from './portable-body.ts'

interface Ingredients {
  readonly portable: (options: PortableOptions) => Node
  readonly secrets: readonly SecretPlace[]
  readonly errorsOf: Validate
  /** The contract's example with every property; undefined if the contract has none. */
  readonly full: unknown
  readonly title: string
}

/**
 * An accepted body with every property: values of the contract's example, and the simplest values for the rest.
 * @throws UndrawableSchema if no body is accepted.
 */
export function goodBody({ portable, secrets, errorsOf, full, title }: Ingredients): unknown {
  const simple = simplestBody(portable)
  const bodies = [merged(simple, full), simple].map((body) => placeSecrets(body, secrets, 'good'))
  const good = bodies.find((body) => errorsOf(body).length === 0)
  if (good !== undefined) return good
  const [error] = errorsOf(bodies.at(-1))
  throw new UndrawableSchema(
    `no body with realistic secrets is accepted among ${title}: ${error?.instancePath ?? ''} ${error?.message ?? ''}`,
  )
}

function simplestBody(portable: Ingredients['portable']): unknown {
  try {
    return leastOf(portable({ secrets: 'placeholder', present: 'all' }))
  } catch (error) {
    if (!(error instanceof UnsatisfiableSchema)) throw error
    // Some properties exclude each other.
    return leastOf(portable({ secrets: 'placeholder' }))
  }
}

function leastOf(schema: Node): unknown {
  for (const { value } of boundaryValues(schema)) return value
  return undefined
}

function merged(simple: unknown, full: unknown): unknown {
  if (full === undefined) return simple
  if (!isObject(simple) || !isObject(full)) return full
  const names = [...new Set([...Object.keys(simple), ...Object.keys(full)])]
  return Object.fromEntries(names.map((name) => [name, merged(simple[name], full[name])]))
}
