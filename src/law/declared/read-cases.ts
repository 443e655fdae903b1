import { listOf, objectOf } from '../../json/list-of.ts'
import { isObject } from '../../json/pointer.ts'
import { resolveReferences } from '../../json/references.ts'
import { scalarText } from '../../source/scalar.ts'
import type { YamlSource } from '../../source/yaml-source.ts'
import { readExpectations } from '../../suite/read-suite.ts'
import { expandRepeats } from '../../suite/repeat.ts'
import { columnsOf, rowsOf } from '../../suite/rows.ts'
import type { DeclaredBody, DeclaredCase, DeclaredSend, DeclaredStep } from '../world/declared-case.ts'

type Path = readonly (string | number)[]
type Raw = Readonly<Record<string, unknown>>

/** A case as it is written, and where. */
export interface WrittenCase {
  readonly source: YamlSource
  readonly raw: Raw
  readonly at: Path
}

/** A row of a case: the case with the values of its columns in their places. */
export interface WrittenRow extends WrittenCase {
  /** `[read,3]`; empty for a case without columns. */
  readonly suffix: string
  readonly columns: readonly string[]
}

/** The rows of a case. A case without columns is its own row. */
export function rowsIn({ source, raw, at }: WrittenCase): readonly WrittenRow[] {
  const { each: _, rows: __, ...rest } = raw
  const columns = columnsOf(expandRepeats(raw) as Raw)
  return rowsOf(columns, (values) => values as readonly unknown[]).map(({ suffix, values }) => ({
    source,
    raw: resolveReferences(expandRepeats(rest), values) as Raw,
    at,
    suffix,
    columns: [...values.keys()],
  }))
}

/** The cases of a file that keeps to the schema and has no mistakes. */
export function readCases(source: YamlSource): readonly DeclaredCase[] {
  return casesIn(source)
    .flatMap(([raw, at]) => rowsIn({ source, raw, at }))
    .map(({ raw, at, suffix }) => ({
      id: scalarText(raw['id']),
      row: suffix,
      title: scalarText(raw['title']),
      suite: suiteIn(source),
      about: raw['resource'] === undefined ? factsIn(raw) : scalarText(raw['resource']),
      there: thereIn(raw),
      steps: stepsIn(raw, at).map(([step, place]) => readStep(source, step, place)),
      location: source.locate([...at, 'id']),
    }))
}

function suiteIn({ value }: YamlSource): string {
  const { suite, about } = objectOf(value)
  return `${scalarText(suite)}: ${scalarText(about)}`
}

/** The cases of a file as they are written, each with its place. */
export function casesIn({ value }: YamlSource): readonly (readonly [Raw, Path])[] {
  return listOf(isObject(value) ? value['cases'] : undefined).map((one, index) => [objectOf(one), ['cases', index]])
}

/** The steps of a case as they are written; a case with one request is its own step. */
export function stepsIn(raw: Raw, at: Path): readonly (readonly [Raw, Path])[] {
  if (raw['steps'] === undefined) return [[raw, at]]
  return listOf(raw['steps']).map((one, index) => [objectOf(one), [...at, 'steps', index]])
}

/** The names of the members that are there. */
export function thereIn(raw: Raw): readonly string[] {
  return [objectOf(raw['given'])['there'] ?? []].flat().map(scalarText)
}

/** The facts that a case asks of its resources. */
export function factsIn(raw: Raw): Raw {
  return objectOf(objectOf(raw['for'])['where'])
}

function readStep(source: YamlSource, raw: Raw, at: Path): DeclaredStep {
  return {
    send: readSend(objectOf(raw['send'])),
    expect: readExpectations(source, objectOf(raw['expect']), [...at, 'expect']),
    save: objectOf(raw['save']) as DeclaredStep['save'],
  }
}

function readSend({ body, ...words }: Raw): DeclaredSend {
  return { ...(words as unknown as DeclaredSend), ...(body === undefined ? {} : { body: readBody(body) }) }
}

/** A body with its short forms written out. */
export function readBody(written: unknown): DeclaredBody {
  if (!isObject(written)) return { whole: 'valid' }
  const { set, drop, ...words } = written
  return {
    ...(words as DeclaredBody),
    ...(set === undefined ? {} : { set: [set].flat() as unknown as NonNullable<DeclaredBody['set']> }),
    ...(drop === undefined ? {} : { drop: [drop].flat().map(scalarText) }),
  }
}
