import { parsePointer, valueAt } from '../../json/pointer.ts'
import { changeAt, withoutAt } from '../../json/change-at.ts'
import { allTogether, coveringRows } from './covering-rows.ts'
import type { Declared } from './declared-properties.ts'
import type { Subject } from '../subject.ts'
import { isListed, type Node, typesOf } from './subschemas.ts'

/** What a property can be, of few things: present with one of its values, null, or left out (undefined). */
interface Column {
  readonly pointer: string
  readonly levels: readonly unknown[]
  /** How many of the levels are values. */
  readonly values: number
}

/** More rows than this are dear, and say little more. */
const MOST = 40

/**
 * Good values in which any two properties are together in each way: listed and boolean ones with each of their values, all with null
 * where it is accepted, and left out where they may be. Any three with few values are together with each of these.
 */
export function combinations(subject: Subject, nullable: readonly string[]): readonly unknown[] {
  const columns = columnsOf(subject, nullable)
  if (columns.length < 2) return []
  const valuesOnly = columns.map(({ values }) => (values > 1 ? range(values) : []))
  const levels = columns.map((column) => range(column.levels.length))
  const wanted = [...allTogether(valuesOnly, 3), ...allTogether(levels, 2)]
  const sizes = columns.map((column) => column.levels.length)
  return coveringRows(sizes, wanted, MOST).map((row) => valueOf(subject.good, columns, row))
}

function range(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index)
}

function columnsOf({ declared, key, good }: Subject, nullable: readonly string[]): readonly Column[] {
  const own = declared.filter(({ pointer }) => parsePointer(pointer).length === 1 && pointer !== key?.pointer)
  return own
    .map(({ pointer, schema, required }: Declared) => {
      const values = valuesOf(schema, valueAt(good, pointer))
      const nulls = nullable.includes(pointer) ? [null] : []
      return { pointer, levels: [...values, ...nulls, ...(required ? [] : [undefined])], values: values.length }
    })
    .filter(({ levels }) => levels.length > 1)
}

function valuesOf(schema: Node, good: unknown): readonly unknown[] {
  if (isListed(schema)) return [schema['const'] ?? [], schema['enum'] ?? []].flat().filter((value) => value !== null)
  return typesOf(schema)?.includes('boolean') === true ? [true, false] : [good]
}

function valueOf(good: unknown, columns: readonly Column[], row: readonly number[]): unknown {
  let value = good
  for (const [index, { pointer, levels }] of columns.entries()) {
    const level = levels[row[index] ?? 0]
    const tokens = parsePointer(pointer)
    value = level === undefined ? withoutAt(value, tokens) : changeAt(value, tokens, () => level)
  }
  return value
}
