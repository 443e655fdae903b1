import { isObject } from '../../json/pointer.ts'
import { referencesIn } from '../../json/references.ts'
import type { Resource } from '../../resource/model.ts'
import type { Mistake } from '../../source/mistake.ts'
import { suggestion } from '../../source/suggestion.ts'
import { addressed, type CaseSubject } from './addressed.ts'
import { readBody, stepsIn, thereIn, type WrittenCase, type WrittenRow } from './read-cases.ts'
import { SECRET } from './step-body.ts'

type Path = readonly (string | number)[]
type Raw = Readonly<Record<string, unknown>>

/** Names that mean something else. */
const RESERVED: ReadonlySet<string> = new Set(['unknown', 'valid', SECRET])

/** Names of members and of saved values: each is given or saved in a step before, once. */
export function checkNames({ source, raw, at, columns }: WrittenRow): readonly Mistake[] {
  const members = new Set(thereIn(raw))
  const values = new Set<string>()
  const knowing: Knowing = { source, members, values, columns }
  const given = [...members].flatMap((name) =>
    checkNew(name, [...at, 'given', 'there'], { ...knowing, members: new Set() }),
  )
  return [
    ...given,
    ...stepsIn(raw, at).flatMap(([step, place]) => {
      const used = [
        ...checkMembers(step, place, knowing),
        ...checkFixed(step, place, knowing),
        ...checkValues(step, place, knowing),
      ]
      const saves = Object.entries(isObject(step['save']) ? step['save'] : {})
      return [
        ...used,
        ...saves.flatMap(([name, from]) => {
          const mistakes = checkNew(name, [...place, 'save', name], knowing)
          if (from === 'member') members.add(name)
          else values.add(name)
          return mistakes
        }),
      ]
    }),
  ]
}

interface Knowing {
  readonly source: WrittenCase['source']
  /** The members, and the values, that are known before the step. */
  readonly members: ReadonlySet<string>
  readonly values: ReadonlySet<string>
  /** The names of columns, whose references have their values already. */
  readonly columns: readonly string[]
}

function checkNew(name: string, at: Path, { source, members, values, columns }: Knowing): readonly Mistake[] {
  const place = source.locate(at, 'key')
  if (RESERVED.has(name)) return [{ message: `"${name}" has a meaning of its own; choose another name`, at: place }]
  if (members.has(name) || values.has(name) || columns.includes(name))
    return [{ message: `"${name}" is a name of this case already; choose another`, at: place }]
  return []
}

/** Checks the names of members in a step: `of`, and the member whose body is sent again. */
function checkMembers(step: Raw, place: Path, { source, members, values }: Knowing): readonly Mistake[] {
  const send = isObject(step['send']) ? step['send'] : {}
  const { whole } = readBody(send['body'] ?? {})
  const named: readonly (readonly [string, Path])[] = [
    ...(typeof send['of'] === 'string' && send['of'] !== 'unknown' ? [[send['of'], ['send', 'of']] as const] : []),
    ...(whole !== undefined && whole !== 'valid' ? [[whole, ['send', 'body', 'whole']] as const] : []),
  ]
  return named
    .filter(([name]) => !members.has(name) && !name.startsWith('$'))
    .map(([name, at]) => ({
      message: values.has(name)
        ? `"${name}" is a value of an answer, and no member; a step that creates one saves it with { ${name}: member }`
        : `there is no member "${name}"${suggestion(name, members)}; "given" names members, and a step before saves one with { ${name}: member }`,
      at: source.locate([...place, ...at]),
    }))
}

/** Places that only a column may fill: no answer of a target decides what is sent to whom. */
function isFixed([word, ...at]: Path): boolean {
  const [part, inner] = [at[0], at[1]]
  if (word === 'save') return true
  if (part === 'body') return inner === 'whole' || inner === 'drop' || (inner === 'set' && at.at(-1) === 'at')
  return part === 'operation' || part === 'of' || part === 'as'
}

/** References in places that take the value of a column only. */
function checkFixed(step: Raw, place: Path, { source, columns }: Knowing): readonly Mistake[] {
  return [...referencesIn(step['send'], ['send']), ...referencesIn(step['save'], ['save'])]
    .filter(({ at }) => isFixed(at))
    .map(({ name, at }) => ({
      message: `"$${name}" is not a column of this case${suggestion(name, columns)}; only a column can stand here`,
      at: source.locate([...place, ...at]),
    }))
}

/** References to values of earlier answers. */
function checkValues(step: Raw, place: Path, { source, members, values, columns }: Knowing): readonly Mistake[] {
  return [...referencesIn(step['send'], ['send']), ...referencesIn(step['expect'], ['expect'])]
    .filter(({ at }) => !isFixed(at))
    .filter(({ name, at }) => !values.has(name) && !(name === SECRET && at[1] === 'body'))
    .map(({ name, at }) => ({
      message: whyUnknown(name, { members, values, columns }),
      at: source.locate([...place, ...at]),
    }))
}

function whyUnknown(name: string, { members, values, columns }: Omit<Knowing, 'source'>): string {
  if (name === SECRET) return '"$secret" is drawn in bodies only'
  if (members.has(name)) return `"$${name}" is a member, and no value; save what you need of an answer under a name`
  const near = suggestion(name, [...values, ...columns])
  return columns.length === 0
    ? `"$${name}" is not saved; a step before this one must save it${near}; text that starts with $ is written $$`
    : `"$${name}" is not a column of this case, and no step before this one saves it${near}; text that starts with $ is written $$`
}

/** The resource of a member of a case: that of the case, or that of the create that saved it. */
export function memberResource({ raw, at }: WrittenCase, name: string, subject: CaseSubject): Resource | undefined {
  if (thereIn(raw).includes(name)) return subject.resource
  for (const [step] of stepsIn(raw, at)) {
    const send = isObject(step['send']) ? step['send'] : {}
    if (isObject(step['save']) && step['save'][name] === 'member')
      return addressed(String(send['operation']), subject)?.owner
  }
  return undefined
}
