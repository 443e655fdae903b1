import { checkColumns, columnsIn } from './check-columns.ts'
import { checkSaved, savedNames } from './check-saved.ts'
import type { Contract } from '../contract/contract.ts'
import { formatLocation, type Mistake } from '../source/mistake.ts'
import { isObject } from '../json/pointer.ts'
import { nearest, suggestion } from '../source/suggestion.ts'
import type { YamlSource } from '../source/yaml-source.ts'
import { checkForall, drawnNames } from './check-forall.ts'
import { checkMoves } from './check-moves.ts'
import { checkRepeats } from './repeat.ts'
import { checkRounds, checkTogether, expectsEach } from './check-together.ts'
import { isSecretName, referencesIn } from '../json/references.ts'

type Path = readonly (string | number)[]
type Raw = Readonly<Record<string, unknown>>

/** The names that an invariant may refer to: the key and the status of the judged exchange. */
const INVARIANT_NAMES: ReadonlySet<string> = new Set(['key', 'status'])

/** Mistakes that the schema cannot find: unknown requirements, unknown names, unused columns. */
export function checkSuite(source: YamlSource, contract: Contract): readonly Mistake[] {
  const raw = source.value as Raw
  const each = (name: string): readonly [Raw, Path][] =>
    ((raw[name] ?? []) as Raw[]).map((one, index) => [one, [name, index]])
  return [
    ...each('cases').flatMap(([one, at]) => [
      ...checkNames(source, one, at),
      ...checkForall(source, one, at),
      ...checkMoves(source, one, at),
      ...checkSaved(source, one, at),
      ...checkSteps(source, one, at),
      ...checkRepeats(source, one, at),
      ...checkRounds(source, one, at),
    ]),
    ...each('invariants').flatMap(([one, at]) => checkInvariantNames(source, one, at)),
    ...checkRequirementIds(source, contract),
  ]
}

/** Mistakes of names: each reference needs a column or a saved value, and each column needs a reference. */
function checkNames(source: YamlSource, raw: Raw, at: Path): readonly Mistake[] {
  const { each: _, rows, ...rest } = raw
  const saved = savedNames(rest)
  const used = [
    ...referencesIn(rest),
    ...referencesIn(rows ?? []).map(({ name, at: place }) => ({ name, at: ['rows', ...place] })),
  ]
  const known = new Set([...columnsIn(raw), ...saved, ...drawnNames(raw), 'secret'])
  const unknown = used
    .filter(
      ({ name, at: [word] }) =>
        !known.has(name) && !isSecretName(name) && !((word === 'given' || word === 'forall') && isKeyList(name)),
    )
    .map(({ name, at: place }) => ({
      message: isKeyList(name)
        ? `"$${name}" is a list of keys; use it only under "given" and in "each"`
        : `"$${name}" is not a column of this case, and no step saves it${suggestion(name, known)}; text that starts with $ is written $$`,
      at: source.locate([...at, ...place]),
    }))
  return [...unknown, ...checkColumns(source, raw, at)]
}

/** True for `$types`, the keys that have schemas, and for `$others`, the rest of these keys in a row. */
function isKeyList(name: string): boolean {
  return name === 'types' || name === 'others'
}

/** Mistakes of steps: each case, step and branch needs one action and at least one expectation. */
function checkSteps(source: YamlSource, raw: Raw, at: Path): readonly Mistake[] {
  const listed = raw['moves'] === undefined ? 'steps' : 'moves'
  if (raw[listed] === undefined) return checkStep(source, raw, { at, called: 'case', place: [...at, 'id'] })
  const words = ['send', 'walk', 'together', ...STATED, 'mended', 'twin', 'save', 'then']
  const inline = words.filter((word) => raw[word] !== undefined)
  return [
    ...inline.map((word) => ({
      message: `"${word}" is not allowed beside "${listed}"; move it into a step`,
      at: source.locate([...at, word], 'key'),
    })),
    ...checkEach(source, raw[listed], { at: [...at, listed], called: 'step' }),
  ]
}

/** The words of a step that hold expectations, but for those of a twin. */
const STATED = ['expect', 'ifAbsent', 'ifPresent']

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
  const ways = called === 'case' ? '"send", "walk", "together" and "steps"' : '"send", "walk" and "together"'
  const mistakes: Mistake[] = [...checkTogether(source, raw, at)]
  if (['send', 'walk', 'together'].filter((word) => raw[word] !== undefined).length !== 1)
    mistakes.push({ message: `a ${called} needs exactly one of ${ways}`, at: source.locate(place) })
  const stated = STATED.filter((word) => raw[word] !== undefined)
  const hasKey = isObject(raw['send']) && raw['send']['key'] !== undefined
  if (stated.some((word) => word !== 'expect') && !hasKey)
    mistakes.push({
      message: `"ifAbsent" and "ifPresent" are about the key of a request; add a "key", or use "expect"`,
      at: source.locate(place),
    })
  if (stated.length === 0 && !expectsEach(raw['together']))
    mistakes.push({ message: `this ${called} expects nothing; add "expect"`, at: source.locate(place) })
  return [...mistakes, ...checkEach(source, raw['then'], { at: [...at, 'then'], called: 'branch' })]
}

function checkInvariantNames(source: YamlSource, raw: Raw, at: Path): readonly Mistake[] {
  return referencesIn(raw)
    .filter(({ name }) => !INVARIANT_NAMES.has(name))
    .map(({ name, at: place }) => ({
      message: `"$${name}" has no value in an invariant; only $key and $status have one`,
      at: source.locate([...at, ...place]),
    }))
}

/** Mistakes of requirement ids: each id of an expectation must be in the contract and not excluded. */
export function checkRequirementIds(source: YamlSource, contract: Contract): readonly Mistake[] {
  return expectationKeys(source.value, []).flatMap(([id, at]): Mistake[] => {
    const place = source.locate(at, 'key')
    const requirement = contract.requirements[id]
    if (requirement?.excluded !== undefined) {
      return [
        {
          message: `"${id}" is excluded from the checks (${formatLocation(requirement.location)}); use another requirement`,
          at: place,
        },
      ]
    }
    if (requirement !== undefined) return []
    const near = nearest(id, Object.keys(contract.requirements))
    const where = contract.requirements[near ?? '']?.location
    const hint = where === undefined ? '' : `; did you mean "${near}" (${where.file}:${where.line})?`
    return [{ message: `"${id}" is not a requirement of this contract${hint}`, at: place }]
  })
}

function expectationKeys(value: unknown, at: Path): readonly [string, Path][] {
  if (Array.isArray(value)) return value.flatMap((item, index) => expectationKeys(item, [...at, index]))
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([key, item]) =>
    (STATED.includes(key) || key === 'twin') && isObject(item)
      ? Object.keys(item).map((id): [string, Path] => [id, [...at, key, id]])
      : key === 'send' || key === 'mended' || key === 'rows' || key === 'each'
        ? []
        : expectationKeys(item, [...at, key]),
  )
}
