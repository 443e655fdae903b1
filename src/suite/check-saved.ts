import { isSecretName, referencesIn } from '../json/references.ts'
import { listOf } from '../json/list-of.ts'
import { isObject } from '../json/pointer.ts'
import type { Mistake } from '../source/mistake.ts'
import type { YamlSource } from '../source/yaml-source.ts'

type Path = readonly (string | number)[]
type Raw = Readonly<Record<string, unknown>>

interface Checking {
  readonly source: YamlSource
  /** Every name that some step of the case saves, and no column holds. */
  readonly names: ReadonlySet<string>
}

/** A saved value stands where a request or an expectation can receive it, and in a step after the one that saves it. */
export function checkSaved(source: YamlSource, raw: Raw, at: Path): readonly Mistake[] {
  const columns = new Set([...Object.keys(raw['each'] ?? {}), ...rowColumns(raw)])
  const names = new Set(savedNames(raw).filter((name) => !columns.has(name)))
  const checking: Checking = { source, names }
  const steps = raw['steps'] === undefined ? [[raw, at] as const] : stepsIn(raw['steps'], [...at, 'steps'])
  const ofCase = raw['steps'] === undefined ? [] : checkStep(raw, at, { ...checking, known: new Set() })
  return [...ofCase, ...checkSteps(steps, new Set(), checking), ...checkSecrets(steps, source)]
}

function rowColumns(raw: Raw): readonly string[] {
  return listOf(raw['rows']).flatMap((row) => (isObject(row) ? Object.keys(row) : []))
}

/** The names that `save` gives to values of answers, at any depth of a part of a case. */
export function savedNames(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(savedNames)
  if (!isObject(value)) return []
  const own = isObject(value['save']) ? Object.keys(value['save']) : []
  return [...own, ...Object.values(value).flatMap(savedNames)]
}

type Step = readonly [Raw, Path]

function stepsIn(steps: unknown, at: Path): readonly Step[] {
  return listOf(steps).flatMap((step, index) => (isObject(step) ? [[step, [...at, index]] as const] : []))
}

/** Steps in turn. What a branch saves is known in the branch only: another answer takes another branch. */
function checkSteps(steps: readonly Step[], before: ReadonlySet<string>, checking: Checking): readonly Mistake[] {
  let known = before
  return steps.flatMap(([step, at]) => {
    const own = checkStep(step, at, { ...checking, known })
    known = new Set([...known, ...Object.keys(isObject(step['save']) ? step['save'] : {})])
    const later = ['mended', 'twin'].flatMap((word) => checkWord(word, step[word], { ...checking, known, at }))
    return [
      ...own,
      ...later,
      ...stepsIn(step['then'], [...at, 'then']).flatMap((one) => checkSteps([one], known, checking)),
    ]
  })
}

interface Knowing extends Checking {
  readonly known: ReadonlySet<string>
}

function checkStep(step: Raw, at: Path, knowing: Knowing): readonly Mistake[] {
  const words = ['given', 'forall', 'send', 'walk', 'together', 'when', 'expect', 'save']
  return words.flatMap((word) => checkWord(word, step[word], { ...knowing, at }))
}

function checkWord(
  word: string,
  value: unknown,
  { at, names, known, source }: Knowing & { at: Path },
): readonly Mistake[] {
  return referencesIn(value, [word])
    .filter(({ name }) => names.has(name))
    .flatMap(({ name, at: place }): readonly Mistake[] => {
      const where = source.locate([...at, ...place])
      if (!canReceive(place))
        return [
          {
            message: `"$${name}" is a value of an earlier answer, and cannot stand here; it stands in a key, scope, query, header or JSON body, and in expectations`,
            at: where,
          },
        ]
      const message = `"$${name}" is not saved yet; a step before this one must save it`
      return known.has(name) ? [] : [{ message, at: where }]
    })
}

/** True for a place that is filled when the request is sent or the answer is judged. */
function canReceive([word, part, ...rest]: Path): boolean {
  if (word === 'expect' || word === 'twin') return true
  if (word === 'walk') return part === 'query'
  // Each request under `together` has its own `send` and `expect`.
  if (word === 'together') return canReceive(rest)
  if (word !== 'send' && word !== 'mended') return false
  if (part !== 'body') return RECEIVING.has(String(part))
  return rest[0] === 'json' || (rest[0] === 'set' && rest.includes('to'))
}

const RECEIVING = new Set(['key', 'scope', 'query', 'rawQuery', 'headers'])

/** `$secret` is drawn into bodies only. */
function checkSecrets(steps: readonly Step[], source: YamlSource): readonly Mistake[] {
  return steps.flatMap(([step, at]) => [
    ...['send', 'mended', 'walk'].flatMap((word) =>
      referencesIn(step[word], [word])
        .filter(({ name, at: [, part] }) => isSecretName(name) && part !== 'body')
        .map(({ name, at: place }) => ({
          message: `"$${name}" is drawn in bodies only; write the text itself here`,
          at: source.locate([...at, ...place]),
        })),
    ),
    ...['then', 'together'].flatMap((word) => checkSecrets(stepsIn(step[word], [...at, word]), source)),
  ])
}
