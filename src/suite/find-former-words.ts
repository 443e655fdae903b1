import { isObject } from '../json/pointer.ts'
import { referenceIn } from '../json/references.ts'
import type { Mistake } from '../source/mistake.ts'
import type { YamlSource } from '../source/yaml-source.ts'
import { FORMER_MODES, FORMER_SENDERS } from './former-words.ts'

type Path = readonly (string | number)[]
type Raw = Readonly<Record<string, unknown>>

/** Hints for words of a suite that have a new name. The former words still work. */
export function findFormerWords(source: YamlSource): readonly Mistake[] {
  const { cases = [] } = source.value as { readonly cases?: readonly Raw[] }
  return cases.flatMap((one, index) => [...modesIn(source, one, index), ...sendersIn(source, one, index)])
}

function modesIn(source: YamlSource, { forall }: Raw, index: number): readonly Mistake[] {
  return Object.entries(isObject(forall) ? forall : {}).flatMap(([part, drawing]) =>
    Object.keys(isObject(drawing) ? drawing : {}).flatMap((mode) => {
      const current = FORMER_MODES.get(mode)
      if (current === undefined) return []
      return [{ message: renamed(mode, current), at: source.locate(['cases', index, 'forall', part, mode], 'key') }]
    }),
  )
}

function sendersIn(source: YamlSource, one: Raw, index: number): readonly Mistake[] {
  const written = valuesOfAs(one, [])
  const columns = new Set(written.flatMap(([value]) => referenceIn(value) ?? []))
  return [...written, ...valuesOfColumns(one, columns)].flatMap(([value, place]) => {
    const current = typeof value === 'string' ? FORMER_SENDERS.get(value) : undefined
    if (current === undefined) return []
    return [{ message: renamed(String(value), current), at: source.locate(['cases', index, ...place]) }]
  })
}

type Written = readonly (readonly [value: unknown, place: Path])[]

/** The values of `as` in all requests of a case. */
function valuesOfAs(value: unknown, at: Path): Written {
  if (Array.isArray(value)) return value.flatMap((item, index) => valuesOfAs(item, [...at, index]))
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([word, item]): Written => {
    if (word === 'send' || word === 'mended') return isObject(item) ? [[item['as'], [...at, word, 'as']]] : []
    return word === 'steps' || word === 'then' || word === 'together' ? valuesOfAs(item, [...at, word]) : []
  })
}

function valuesOfColumns({ each, rows }: Raw, columns: ReadonlySet<string>): Written {
  const product = Object.entries(isObject(each) ? each : {}).flatMap(([name, values]): Written =>
    columns.has(name) && Array.isArray(values) ? values.map((value, index) => [value, ['each', name, index]]) : [],
  )
  const table = (Array.isArray(rows) ? rows : []).flatMap((row: unknown, index): Written =>
    Object.entries(isObject(row) ? row : {}).flatMap(([name, value]): Written =>
      columns.has(name) ? [[value, ['rows', index, name]]] : [],
    ),
  )
  return [...product, ...table]
}

function renamed(former: string, current: string): string {
  return `"${former}" is now "${current}"`
}
