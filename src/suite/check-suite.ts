import { checkSaved } from './check-saved.ts'
import type { Contract } from '../contract/contract.ts'
import { formatLocation, type Mistake } from '../source/mistake.ts'
import { isObject } from '../json/pointer.ts'
import { nearest, suggestion } from '../source/suggestion.ts'
import type { YamlSource } from '../source/yaml-source.ts'
import { checkForall, drawnNames } from './check-forall.ts'
import { checkRepeats } from './repeat.ts'
import { isSecretName, referencesIn } from '../json/references.ts'

type Path = readonly (string | number)[]
type Raw = Readonly<Record<string, unknown>>

/** What an invariant may refer to: the key and the status of the exchange it is judging. */
const INVARIANT_NAMES: ReadonlySet<string> = new Set(['key', 'status'])

/** Mistakes that the schema cannot see: unknown requirements and names, columns that are not used. */
export function checkSuite(source: YamlSource, contract: Contract): readonly Mistake[] {
  const raw = source.value as Raw
  const each = (name: string): readonly [Raw, Path][] =>
    ((raw[name] ?? []) as Raw[]).map((one, index) => [one, [name, index]])
  return [
    ...each('cases').flatMap(([one, at]) => [
      ...checkNames(source, one, at),
      ...checkForall(source, one, at),
      ...checkSaved(source, one, at),
      ...checkSteps(source, one, at),
      ...checkRepeats(source, one, at),
    ]),
    ...each('invariants').flatMap(([one, at]) => checkInvariantNames(source, one, at)),
    ...checkRequirements(source, contract),
  ]
}

/** Every reference means a column or a value saved by a step; every column is referred to. */
function checkNames(source: YamlSource, raw: Raw, at: Path): readonly Mistake[] {
  const { each, rows, ...rest } = raw
  const columns = new Map<string, Path>()
  for (const name of Object.keys(each ?? {})) columns.set(name, [...at, 'each', name])
  for (const [index, row] of ((rows ?? []) as Raw[]).entries()) {
    for (const name of Object.keys(row)) if (!columns.has(name)) columns.set(name, [...at, 'rows', index, name])
  }
  const saved = savedNames(rest)
  const used = [
    ...referencesIn(rest),
    ...referencesIn(rows ?? []).map(({ name, at: place }) => ({ name, at: ['rows', ...place] })),
  ]
  const known = new Set([...columns.keys(), ...saved, ...drawnNames(raw), 'secret'])
  const unknown = used
    .filter(({ name, at: [word] }) => !known.has(name) && !isSecretName(name) && !(word === 'given' && isKeyList(name)))
    .map(({ name, at: place }) => ({
      message: isKeyList(name)
        ? `"$${name}" is a list of keys; it stands under "given" and in "each"`
        : `"$${name}" is neither a column of this case nor saved by one of its steps${suggestion(name, known)}; text that starts with $ is written $$`,
      at: source.locate([...at, ...place]),
    }))
  const names = new Set(used.map(({ name }) => name))
  const unused = [...columns]
    .filter(([name]) => name !== 'name' && !names.has(name))
    .map(([name, place]) => ({
      message: `the column "${name}" is not used: nothing in the case says $${name}`,
      at: source.locate(place, 'key'),
    }))
  return [...unknown, ...unused, ...checkRows(source, raw, at)]
}

/** `$types`: the keys that have schemas. `$others`: those of them that the row does not claim. */
function isKeyList(name: string): boolean {
  return name === 'types' || name === 'others'
}

/** Each row has the columns of the first, so that no reference is left without a value. */
function checkRows(source: YamlSource, raw: Raw, at: Path): readonly Mistake[] {
  const rows = (raw['rows'] ?? []) as Raw[]
  const columns = Object.keys(rows[0] ?? {})
  return rows.flatMap((row, index) =>
    columns
      .filter((name) => !Object.hasOwn(row, name))
      .map((name) => ({
        message: `this row lacks the column "${name}" that the first row has`,
        at: source.locate([...at, 'rows', index]),
      })),
  )
}

function savedNames(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(savedNames)
  if (!isObject(value)) return []
  const own = isObject(value['save']) ? Object.keys(value['save']) : []
  return [...own, ...Object.values(value).flatMap(savedNames)]
}

/** A case does something, step by step or at once, and expects something each time. */
function checkSteps(source: YamlSource, raw: Raw, at: Path): readonly Mistake[] {
  if (raw['steps'] === undefined) return checkStep(source, raw, { at, called: 'case', place: [...at, 'id'] })
  const inline = ['send', 'walk', 'expect', 'mended', 'twin', 'save', 'then'].filter((word) => raw[word] !== undefined)
  return [
    ...inline.map((word) => ({
      message: `"${word}" stands beside "steps"; put it into one of them`,
      at: source.locate([...at, word], 'key'),
    })),
    ...checkEach(source, raw['steps'], { at: [...at, 'steps'], called: 'step' }),
  ]
}

interface Doing {
  readonly at: Path
  readonly called: 'case' | 'step' | 'branch'
}

function checkEach(source: YamlSource, steps: unknown, { at, called }: Doing): readonly Mistake[] {
  return ((steps ?? []) as Raw[]).flatMap((step, index) =>
    checkStep(source, step, { at: [...at, index], called, place: [...at, index] }),
  )
}

function checkStep(
  source: YamlSource,
  raw: Raw,
  { at, called, place }: Doing & { readonly place: Path },
): readonly Mistake[] {
  const ways = called === 'case' ? '"send", or "walk", or "steps"' : '"send" or "walk"'
  const mistakes: Mistake[] = []
  if ((raw['send'] === undefined) === (raw['walk'] === undefined))
    mistakes.push({ message: `a ${called} needs ${ways}: one of them`, at: source.locate(place) })
  if (raw['expect'] === undefined)
    mistakes.push({ message: `this ${called} expects nothing; add "expect"`, at: source.locate(place) })
  return [...mistakes, ...checkEach(source, raw['then'], { at: [...at, 'then'], called: 'branch' })]
}

function checkInvariantNames(source: YamlSource, raw: Raw, at: Path): readonly Mistake[] {
  return referencesIn(raw)
    .filter(({ name }) => !INVARIANT_NAMES.has(name))
    .map(({ name, at: place }) => ({
      message: `"$${name}" means nothing in an invariant; there are $key and $status`,
      at: source.locate([...at, ...place]),
    }))
}

/** Every requirement under which something is expected is one of the contract's, and is to be checked. */
export function checkRequirements(source: YamlSource, contract: Contract): readonly Mistake[] {
  return expectationKeys(source.value, []).flatMap(([id, at]): Mistake[] => {
    const place = source.locate(at, 'key')
    const requirement = contract.requirements[id]
    if (requirement?.excluded !== undefined) {
      return [
        {
          message: `"${id}" is excluded from the contract's requirements (${formatLocation(requirement.location)})`,
          at: place,
        },
      ]
    }
    if (requirement !== undefined) return []
    const near = nearest(id, Object.keys(contract.requirements))
    const where = contract.requirements[near ?? '']?.location
    const hint = where === undefined ? '' : `; did you mean "${near}" (${where.file}:${where.line})?`
    return [{ message: `"${id}" is no requirement of this contract${hint}`, at: place }]
  })
}

function expectationKeys(value: unknown, at: Path): readonly [string, Path][] {
  if (Array.isArray(value)) return value.flatMap((item, index) => expectationKeys(item, [...at, index]))
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([key, item]) =>
    (key === 'expect' || key === 'twin') && isObject(item)
      ? Object.keys(item).map((id): [string, Path] => [id, [...at, key, id]])
      : key === 'send' || key === 'mended' || key === 'rows' || key === 'each'
        ? []
        : expectationKeys(item, [...at, key]),
  )
}
