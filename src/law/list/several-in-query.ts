import type { ApiParameter } from '../../document/api-document.ts'
import { flatten, typeOf } from '../body/flatten-schema.ts'
import type { WalkOptions } from '../walk/walk-list.ts'
import type { World } from '../world/world.ts'

/** The separators of lists in one parameter, by their style. */
const SEPARATORS: Readonly<Record<string, string>> = { form: ',', spaceDelimited: ' ', pipeDelimited: '|' }

/** The options of a walk with several values of a parameter. Undefined where the document does not say that it takes several. */
export function severalInQuery(
  { name, schema, style, explode, description = '' }: ApiParameter,
  values: readonly string[],
  { document }: Pick<World, 'document'>,
): WalkOptions | undefined {
  const flat = flatten(schema, document.schemas)
  const isList = typeOf(flat) === 'array'
  const separator = SEPARATORS[style]
  const isTaken = isList
    ? !(typeof flat['maxItems'] === 'number' && flat['maxItems'] < 2)
    : WITH_COMMAS.test(description)
  if (!isTaken || separator === undefined) return undefined
  if (isList && style === 'form' && explode) return { lists: { [name]: values } }
  if (values.some((value) => value.includes(separator))) return undefined
  return { query: { [name]: values.join(separator) } }
}

const WITH_COMMAS = /\bcomma[- ]separated\b|\bseparated (?:by|with) commas\b/i
