import type { DocumentSchema } from '../../document/api-document.ts'
import { formatPointer, isObject, parsePointer } from '../../json/pointer.ts'
import { wordsOf } from '../../words/words.ts'
import { flatten } from '../body/flatten-schema.ts'
import { schemaAt } from '../body/schema-at.ts'
import { schemaOfSuccess } from '../compare/compare-member.ts'
import type { World } from '../world/world.ts'

/** True where the total may count members that a filter leaves out: its description says so, or a filtered count stands beside it. */
export function countsUnfiltered({ resource: { list }, operation, document: { schemas } }: World): boolean {
  const tokens = parsePointer(list?.total?.value.startsWith('/') === true ? list.total.value : '')
  const name = tokens.at(-1)
  const whole = schemaOfSuccess(operation(list?.operation ?? ''))
  if (name === undefined || whole === undefined) return false
  const { properties } = flatten(schemaAt(whole, formatPointer(tokens.slice(0, -1)), schemas) ?? true, schemas)
  if (!isObject(properties)) return false
  const total = flatten((properties[name] ?? true) as DocumentSchema, schemas)
  const isBeside = Object.keys(properties).some((other) =>
    wordsOf(other).some((word) => /^(?:filtered|matching)$/.test(word)),
  )
  return isBeside || total['x-unfiltered'] === true
}
