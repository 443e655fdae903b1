import type { Conversion, SchemaDraft } from './conversion.ts'
import { type Part, partAt } from '../file/document-file.ts'
import { quoted } from '../../source/quoted.ts'

/** The greatest number below 2 to the power of 63 that a double holds. */
const INT64 = 9_223_372_036_854_774_784

/** The numbers of the formats that no validator knows. */
const FORMATS: Readonly<Record<string, readonly [number, number]>> = {
  int8: [-(2 ** 7), 2 ** 7 - 1],
  int16: [-(2 ** 15), 2 ** 15 - 1],
  uint8: [0, 2 ** 8 - 1],
  uint16: [0, 2 ** 16 - 1],
  uint32: [0, 2 ** 32 - 1],
  uint64: [0, 2 ** 64 - 2 ** 11],
}

/**
 * The bounds of a number. `exclusiveMinimum: true` of 3.0 makes `minimum` exclusive. A request keeps to the numbers of a format that no
 * validator knows, because a server cannot hold others. Its maximum of 2 to the power of 63 minus 1, which no double holds, is the next
 * lower double.
 */
export function boundsOf(conversion: Conversion, part: Part): SchemaDraft {
  const draft = { ...boundOf(conversion, part, 'minimum'), ...boundOf(conversion, part, 'maximum') }
  if (conversion.view === 'answer') return draft
  return withinFormat(part, draft['maximum'] === 2 ** 63 ? { ...draft, maximum: INT64 } : draft)
}

function boundOf(conversion: Conversion, part: Part, keyword: 'minimum' | 'maximum'): SchemaDraft {
  const exclusive = keyword === 'minimum' ? 'exclusiveMinimum' : 'exclusiveMaximum'
  const [bound, beyond] = [partAt(part, keyword), partAt(part, exclusive)]
  const inclusive = numberOf(conversion, bound)
  if (beyond.value === true) return inclusive === undefined ? {} : { [exclusive]: inclusive }
  const strict = beyond.value === false ? undefined : numberOf(conversion, beyond)
  return {
    ...(inclusive === undefined ? {} : { [keyword]: inclusive }),
    ...(strict === undefined ? {} : { [exclusive]: strict }),
  }
}

function numberOf({ remarks }: Conversion, part: Part): number | undefined {
  const { value } = part
  if (value === undefined || value === null) return undefined
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  if (typeof number === 'number' && Number.isFinite(number)) return number
  remarks.add(part, `${part.token} is a number, not ${quoted(value)}`)
  return undefined
}

function withinFormat(part: Part, draft: SchemaDraft): SchemaDraft {
  const [type, format] = [partAt(part, 'type').value, partAt(part, 'format').value]
  const isNumber = (Array.isArray(type) ? (type as unknown[]) : [type]).some(
    (one) => one === 'integer' || one === 'number',
  )
  const limits = typeof format === 'string' && Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined
  if (!isNumber || limits === undefined) return draft
  const [least, most] = limits
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = draft as Readonly<Record<string, number | undefined>>
  return {
    ...draft,
    ...(exclusiveMinimum !== undefined && exclusiveMinimum >= least
      ? {}
      : { minimum: Math.max(minimum ?? least, least) }),
    ...(exclusiveMaximum !== undefined && exclusiveMaximum <= most ? {} : { maximum: Math.min(maximum ?? most, most) }),
  }
}
