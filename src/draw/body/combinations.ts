import { parsePointer, valueAt } from '../../json/pointer.ts'
import { changeAt, withoutAt } from '../../json/change-at.ts'
import { allTogether, coveringRows } from '../../suite/covering-rows.ts'
import type { Declared } from './declared-properties.ts'
import type { Subject } from '../subject.ts'
import { isListed, type Node, typesOf } from './subschemas.ts'

/** The levels of a property: each value, null, or undefined for a property left out. */
interface Column {
  readonly pointer: string
  readonly levels: readonly unknown[]
  /** The number of levels that are values. */
  readonly values: number
}

/** The greatest number of rows. More rows take time and find little. */
const MOST = 40

/**
 * Accepted values in which any two properties occur together at all levels. Levels are listed and boolean values, null if accepted,
 * and absence if optional. Any three properties occur together at all combinations of values.
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
  const properties = declared.filter(({ pointer }) => parsePointer(pointer).length === 1 && pointer !== key?.pointer)
  return properties
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
