import { isDeepStrictEqual } from 'node:util'
import type { FlatSchema } from './flatten-schema.ts'

/** The default of a property. */
export interface StatedDefault {
  readonly value: unknown
  /** True where a description says it: a `default` is an annotation, and says less. */
  readonly isProse: boolean
}

/** The default that a flattened schema states; undefined for none. */
export function statedDefault(schema: FlatSchema): StatedDefault | undefined {
  if ('default' in schema)
    return { value: schema['default'], isProse: isDeepStrictEqual(schema['x-default'], schema['default']) }
  return 'x-default' in schema ? { value: schema['x-default'], isProse: true } : undefined
}
