import { referencesIn } from '../json/references.ts'
import type { Mistake } from '../source/mistake.ts'
import type { YamlSource } from '../source/yaml-source.ts'

type Path = readonly (string | number)[]
type Raw = Readonly<Record<string, unknown>>

/** The names of the columns of a case as it is written. */
export function columnsIn(raw: Raw): readonly string[] {
  return [...placesOf(raw, []).keys()]
}

/**
 * Returns mistakes of columns. Each must be used, and each row must have the columns of the first row, so that each reference has a value.
 * No row may have an id that cannot be typed.
 */
export function checkColumns(source: YamlSource, raw: Raw, at: Path): readonly Mistake[] {
  const { each: _, ...rest } = raw
  const used = new Set(referencesIn(rest).map(({ name }) => name))
  const unused = [...placesOf(raw, at)]
    .filter(([name]) => name !== 'name' && !used.has(name))
    .map(([name, place]) => ({
      message: `the column "${name}" is not used; write $${name} where its value belongs, or delete the column`,
      at: source.locate(place, 'key'),
    }))
  return [...unused, ...checkPairs(source, raw, at), ...checkRows(source, raw, at), ...checkNames(source, raw, at)]
}

/** The columns of a product of which pairs are fewer rows, as a count. */
const WORTH_PAIRS = 3

/** Mistakes of pairs: of two columns they are the whole product, and `$others` depends on the columns before it. */
function checkPairs(source: YamlSource, { each, pairs }: Raw, at: Path): readonly Mistake[] {
  if (pairs === undefined) return []
  const columns = Object.entries(each ?? {})
  const dependent = columns.find(([, values]) => values === '$others')?.[0]
  if (dependent !== undefined)
    return [
      {
        message: `the values of "${dependent}" depend on another column; list them, or delete "pairs"`,
        at: source.locate([...at, 'each', dependent]),
      },
    ]
  if (columns.length >= WORTH_PAIRS) return []
  const message = `"pairs" needs at least ${WORTH_PAIRS} columns in "each"; delete "pairs", or add a column`
  return [{ message, at: source.locate([...at, 'pairs'], 'key') }]
}

/** The columns by name, each with the place of its first mention. */
function placesOf({ each, rows }: Raw, at: Path): ReadonlyMap<string, Path> {
  const columns = new Map<string, Path>()
  for (const name of Object.keys(each ?? {})) columns.set(name, [...at, 'each', name])
  for (const [index, row] of ((rows ?? []) as Raw[]).entries())
    for (const name of Object.keys(row)) if (!columns.has(name)) columns.set(name, [...at, 'rows', index, name])
  return columns
}

function checkRows(source: YamlSource, raw: Raw, at: Path): readonly Mistake[] {
  const rows = (raw['rows'] ?? []) as Raw[]
  const columns = Object.keys(rows[0] ?? {})
  return rows.flatMap((row, index) =>
    columns
      .filter((name) => !Object.hasOwn(row, name))
      .map((name) => ({
        message: `this row lacks the column "${name}" of the first row; add a value`,
        at: source.locate([...at, 'rows', index]),
      })),
  )
}

/** Characters that an id does not show: a person could not give such an id back to the tool. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u

function isInvisible(value: unknown): boolean {
  return typeof value === 'string' && INVISIBLE.test(value)
}

/** The values of a row are part of its id, unless the row has a name. */
function checkNames(source: YamlSource, raw: Raw, at: Path): readonly Mistake[] {
  const rows = ((raw['rows'] ?? []) as Raw[]).flatMap((row, index) => {
    const shown = Object.hasOwn(row, 'name') ? ['name'] : Object.keys(row)
    return shown.filter((name) => isInvisible(row[name])).map((name) => [...at, 'rows', index, name])
  })
  const products = Object.entries((raw['each'] ?? {}) as Raw).flatMap(([name, values]) =>
    (Array.isArray(values) ? values : []).flatMap((value: unknown, index) =>
      isInvisible(value) ? [[...at, 'each', name, index]] : [],
    ),
  )
  return [...rows, ...products].map((place) => ({
    message:
      'an invisible character of this value would be part of the id of the case; put the value into "rows", in a row with a "name"',
    at: source.locate(place),
  }))
}
