import { isObject } from '../../json/pointer.ts'
import { referenceIn } from '../../json/references.ts'
import type { Model, Resource } from '../../resource/model.ts'
import type { Mistake } from '../../source/mistake.ts'
import { scalarText } from '../../source/scalar.ts'
import { suggestion } from '../../source/suggestion.ts'
import type { YamlSource } from '../../source/yaml-source.ts'
import { checkColumns } from '../../suite/check-columns.ts'
import { checkRepeats } from '../../suite/repeat.ts'
import { sharedSuffix } from '../../suite/rows.ts'
import { addressed } from './addressed.ts'
import { factsOf } from './case-facts.ts'
import { checkNames } from './check-names.ts'
import { checkStep } from './check-step.ts'
import type { Declaring } from './declared-law.ts'
import { casesIn, factsIn, rowsIn, stepsIn, type WrittenCase, type WrittenRow } from './read-cases.ts'

type Path = readonly (string | number)[]
type Raw = Readonly<Record<string, unknown>>

/** Mistakes that the schema cannot find: names of the contract and of the case that lead nowhere. */
export function checkCases(source: YamlSource, declaring: Pick<Declaring, 'model' | 'document'>): readonly Mistake[] {
  return casesIn(source).flatMap(([raw, at]) => {
    const written = { source, raw, at }
    const form = checkForm(written)
    if (form.length > 0) return form
    const found = resourcesOf(written, declaring.model)
    if ('mistake' in found) return [found.mistake]
    const columns = [...checkColumns(source, raw, at), ...checkRepeats(source, raw, at)]
    if (columns.length > 0) return columns
    const rows = rowsIn(written)
    // A case of many rows, or for each resource, has a mistake once.
    return [...checkSuffixes(written, rows), ...once(rows.flatMap((row) => checkRow(row, found.resources, declaring)))]
  })
}

function checkRow(row: WrittenRow, resources: readonly Resource[], declaring: Parameters<typeof checkCases>[1]) {
  const steps = stepsIn(row.raw, row.at)
  return [...checkNames(row), ...steps.flatMap((step) => checkParts({ ...row, step }, resources, declaring))]
}

function checkSuffixes({ source, raw, at }: WrittenCase, rows: readonly WrittenRow[]): readonly Mistake[] {
  const shared = sharedSuffix(rows)
  if (shared === undefined) return []
  const message = `two rows of "${scalarText(raw['id'])}" have the id ${shared}; give each row a column "name"`
  return [{ message, at: source.locate([...at, 'id']) }]
}

/** A case is about one resource or about each, and has one request or steps. */
function checkForm({ source, raw, at }: WrittenCase): readonly Mistake[] {
  const place = source.locate([...at, 'id'])
  const inline = ['send', 'expect', 'save'].filter((word) => raw[word] !== undefined)
  return [
    ...((raw['resource'] === undefined) === (raw['for'] === undefined)
      ? [{ message: 'a case needs exactly one of "resource" and "for"', at: place }]
      : []),
    ...(raw['steps'] === undefined && (raw['send'] === undefined || raw['expect'] === undefined)
      ? [{ message: 'a case needs "send" and "expect", or "steps"', at: place }]
      : []),
    ...(raw['steps'] === undefined ? [] : inline).map((word) => ({
      message: `"${word}" is not allowed beside "steps"; move it into a step`,
      at: source.locate([...at, word], 'key'),
    })),
  ]
}

/** The resources of a case. A case that would never run is a mistake. */
function resourcesOf(
  { source, raw, at }: WrittenCase,
  { resources }: Model,
): { readonly resources: readonly Resource[] } | { readonly mistake: Mistake } {
  const named = raw['resource']
  if (typeof named === 'string') {
    const resource = Object.hasOwn(resources, named) ? resources[named] : undefined
    if (resource !== undefined) return { resources: [resource] }
    const known = Object.keys(resources)
    return {
      mistake: {
        message: `there is no resource "${named}"${suggestion(named, known)}; known are ${known.join(', ')}`,
        at: source.locate([...at, 'resource']),
      },
    }
  }
  const found = Object.values(resources).filter((resource) => factsOf(resource, factsIn(raw)) !== 'other')
  if (found.length > 0) return { resources: found }
  return {
    mistake: {
      message: 'no resource of the contract has these facts, so the case would never run',
      at: source.locate([...at, 'for', 'where']),
    },
  }
}

/** A step at each resource of its case. Where a resource of several lacks the part, the case is not verified there. */
function checkParts(
  writing: WrittenCase & { readonly step: readonly [Raw, Path] },
  resources: readonly Resource[],
  { model, document }: Pick<Declaring, 'model' | 'document'>,
): readonly Mistake[] {
  const [raw, at] = writing.step
  const send = isObject(raw['send']) ? raw['send'] : {}
  const operation = String(send['operation'])
  const wanted = factsIn(writing.raw)
  const usable = resources.flatMap((resource) => {
    const subject = { model, document, resource, wanted }
    const to = addressed(operation, subject)
    return to === undefined ? [] : [{ to, subject }]
  })
  // A reference without a column is told elsewhere.
  if (referenceIn(operation) !== undefined) return []
  if (usable.length === 0) {
    const ids = document.operations.map(({ id }) => id)
    const message = operation.startsWith('$')
      ? `no resource of this case has the operation ${operation}`
      : `"${operation}" is no operation of the document${suggestion(operation, ids)}`
    return [{ message, at: writing.source.locate([...at, 'send', 'operation']) }]
  }
  return usable.flatMap(({ to, subject }) =>
    checkStep({ ...writing, send, place: at, expect: raw['expect'], save: raw['save'] }, to, subject),
  )
}

function once(all: readonly Mistake[]): readonly Mistake[] {
  return all.filter((one, index) => all.findIndex((other) => sameMistake(one, other)) === index)
}

function sameMistake(one: Mistake, other: Mistake): boolean {
  return one.message === other.message && JSON.stringify(one.at) === JSON.stringify(other.at)
}
