import { isObject } from '../../json/pointer.ts'
import type { Resource } from '../../resource/model.ts'
import type { Location, Mistake } from '../../source/mistake.ts'
import { suggestion } from '../../source/suggestion.ts'
import { parametersIn } from '../body/paths.ts'
import { type Addressed, isSafe, sourcesOf, type CaseSubject } from './addressed.ts'
import { memberResource } from './check-names.ts'
import { OWN_KIND } from './judge-step.ts'
import { readBody, type WrittenCase } from './read-cases.ts'

type Path = readonly (string | number)[]
type Raw = Readonly<Record<string, unknown>>

/** A step as it is written, with its place. */
export interface WrittenStep extends WrittenCase {
  readonly send: Raw
  readonly expect: unknown
  readonly save: unknown
  readonly place: Path
}

/** Mistakes of a step at one resource. */
export function checkStep(step: WrittenStep, to: Addressed, subject: CaseSubject): readonly Mistake[] {
  const { send } = step
  const of = typeof send['of'] === 'string' ? send['of'] : undefined
  const about = of === 'unknown' ? subject.resource : of === undefined ? undefined : memberResource(step, of, subject)
  // An unknown name is told elsewhere.
  if (of !== undefined && about === undefined) return []
  return [
    ...checkPath(step, to, { about, subject }),
    ...checkUpdate(step, to, of),
    ...checkBody(step, to),
    ...checkExpected(step, to, of),
    ...checkSaved(step, to),
  ]
}

/** Each path parameter needs a value, and `key` names path parameters only. */
function checkPath(
  { source, send, place }: WrittenStep,
  to: Addressed,
  { about, subject }: { readonly about: Resource | undefined; readonly subject: CaseSubject },
): readonly Mistake[] {
  const { operation, role, owner } = to
  const names = parametersIn(operation.path)
  const key = isObject(send['key']) ? send['key'] : {}
  const wrong = Object.keys(key)
    .filter((name) => !names.includes(name))
    .map((name) => ({
      message: `"${name}" is no path parameter of ${operation.path}${suggestion(name, names)}`,
      at: source.locate([...place, 'send', 'key', name], 'key'),
    }))
  const open = sourcesOf(to, about, subject)
    .filter(({ name, source: known }) => known === undefined && !Object.hasOwn(key, name))
    // The body of a create has a key for the path that it asks for.
    .filter(
      ({ name }) => !(role === 'create' && owner?.key.parameters.includes(name) === true && send['body'] !== undefined),
    )
    .map(({ name }) => ({
      message: `{${name}} of ${operation.path} has no value; name a member with "of", or the value under "key"`,
      at: source.locate([...place, 'send', 'operation']),
    }))
  const foreign =
    owner === undefined && !isSafe(to) && Object.keys(key).length > 0
      ? [
          {
            message: `the contract does not name ${operation.method} ${operation.path}; name its member with "of" in place of "key", so that it writes a member of the run`,
            at: source.locate([...place, 'send', 'key'], 'key'),
          },
        ]
      : []
  return [...wrong, ...open, ...foreign]
}

/** An update of what is not there may create a member under no claim of the run. */
function checkUpdate(
  { source, send, place }: WrittenStep,
  { operation, role }: Addressed,
  of: string | undefined,
): readonly Mistake[] {
  if (role !== 'update') return []
  const hasMember = of !== undefined && of !== 'unknown'
  if (hasMember && (operation.method !== 'PUT' || send['key'] === undefined)) return []
  const word = of === 'unknown' ? 'of' : send['key'] === undefined ? 'operation' : 'key'
  return [
    {
      message:
        'an update of what is not there may create it; name a member with "of" and no "key": one that a step before deleted is not there either',
      at: source.locate([...place, 'send', word]),
    },
  ]
}

function checkBody({ source, send, place }: WrittenStep, to: Addressed): readonly Mistake[] {
  const at = (...tokens: readonly string[]): Location => source.locate([...place, 'send', ...tokens])
  const { operation, role } = to
  const says = `${operation.method} ${operation.path}`
  if (send['body'] === undefined)
    return role === 'create' && operation.body?.required === true
      ? [{ message: `${says} takes a body; write body: valid, or { raw: '' } for an empty one`, at: at('operation') }]
      : []
  const { whole, part } = readBody(send['body'])
  if (part !== undefined && role !== 'update')
    return [{ message: `"part" is for an update, and ${says} is none`, at: at('body') }]
  if (whole !== 'valid' && part === undefined) return []
  if (role !== 'create' && role !== 'update')
    return [{ message: `no body can be made for ${says}; write it under "json"`, at: at('body') }]
  return []
}

function checkExpected(
  { source, place, expect }: WrittenStep,
  { role }: Addressed,
  of: string | undefined,
): readonly Mistake[] {
  return Object.entries(isObject(expect) ? expect : {}).flatMap(([id, kinds]): readonly Mistake[] => {
    const written = isObject(kinds) ? kinds : {}
    const at = (kind: string): Location => source.locate([...place, 'expect', id, kind])
    const hasMember = role === 'create' || (of !== undefined && of !== 'unknown')
    return [
      ...(Object.hasOwn(written, OWN_KIND) && !hasMember
        ? [{ message: 'no member of the case is known here; name one with "of"', at: at(OWN_KIND) }]
        : []),
      ...(JSON.stringify(written['status'] ?? '').includes('"documented"')
        ? [
            {
              message: 'that a status is documented is a law, status-is-documented; name statuses here',
              at: at('status'),
            },
          ]
        : []),
    ]
  })
}

/** Only a create has a member to save. */
function checkSaved({ source, place, save }: WrittenStep, { operation, role }: Addressed): readonly Mistake[] {
  return Object.entries(isObject(save) ? save : {})
    .filter(([, from]) => from === 'member' && role !== 'create')
    .map(([name]) => ({
      message: `${operation.method} ${operation.path} creates no member; only a create has one to save`,
      at: source.locate([...place, 'save', name]),
    }))
}
