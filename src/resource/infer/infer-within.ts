import type { Candidate } from '../shape/candidate.ts'
import type { Key, Resource, Within } from '../model.ts'
import { lastLiteral, parametersOf, type PathPart, shapeOf } from '../shape/path-shape.ts'
import { SHARED_NAMES, inSingular, memberName, wordsOf } from '../../words/words.ts'

/** A resource as far as its place among the others needs. */
export interface Placed {
  readonly name: string
  readonly candidate: Candidate
  readonly key: Key
  /** True if a member can be made, named and removed again. */
  readonly isMakeable: boolean
}

/**
 * Infers the scopes and parents of the resource. A level above it is a parent if a resource with that path can be made and removed. All
 * levels above that one must be such resources too, or scopes. A parameter that the caller binds is a scope, and so is each before it.
 */
export function inferWithin(
  { candidate }: Placed,
  all: readonly Placed[],
  bound: readonly string[],
): readonly Within[] {
  const levels = levelsOf(candidate.parts, all)
  const parents = levels.map((level) =>
    level.parameters.some((parameter) => bound.includes(parameter))
      ? undefined
      : (parentAt(level, all) ?? parentElsewhere(level, all) ?? parentNamed(level, all)),
  )
  const scopes = parents.lastIndexOf(undefined) + 1
  return levels.flatMap((level, index): readonly Within[] => {
    const parent = index < scopes ? undefined : parents[index]
    if (parent === undefined)
      return level.parameters.map((parameter) => ({ scope: scopeName(level, parameter), parameter }))
    const parameters = level.parameters.map(
      (parameter, at) => [parameter, parent.key.parameters[at] ?? parameter] as const,
    )
    return [{ resource: parent.name, parameters: Object.fromEntries(parameters) }]
  })
}

/** The resources and the scopes above a resource, from the top down. */
export function namesAbove({ within }: Pick<Resource, 'within'>): readonly string[] {
  return within.map((each) => ('resource' in each ? each.resource : `scope ${each.scope}`))
}

interface Level {
  /** The literal part before the parameters. */
  readonly literal: string
  readonly parameters: readonly string[]
  /** The parameters of the levels above. */
  readonly above: readonly string[]
  /** The path up to the last parameter of the level. */
  readonly shape: string
}

/** The groups of path parameters above a collection, each with the parameters of one member. */
function levelsOf(parts: readonly PathPart[], all: readonly Placed[]): readonly Level[] {
  const end = parts.findLastIndex((part) => 'parameter' in part) + 1
  if (end === 0) return []
  const shape = shapeOf(parts.slice(0, end))
  const start = parts.findLastIndex((part, at) => at < end && 'literal' in part)
  const own = all.find(({ candidate, isMakeable }) => isMakeable && candidate.item?.shape === shape)?.candidate.keys
    .length
  const first = Math.max(start + 1, own === undefined ? 0 : end - own)
  const before = parts[start]
  const level = {
    literal: before !== undefined && 'literal' in before ? before.literal : '',
    parameters: parametersOf(parts.slice(first, end)),
    above: parametersOf(parts.slice(0, first)),
    shape,
  }
  return [...levelsOf(parts.slice(0, first), all), level]
}

function parentAt({ shape, parameters }: Level, all: readonly Placed[]): Placed | undefined {
  return all.find(
    ({ candidate, isMakeable }) =>
      isMakeable && candidate.item?.shape === shape && candidate.keys.length === parameters.length,
  )
}

/**
 * The resource whose collection has the last name of the path, below another beginning: that of `/v1/clusters` for `/kafka/clusters/{cluster_id}/topics`.
 * Undefined where a resource of its own stands at that path, since it may be something else.
 */
function parentElsewhere({ literal, parameters, above, shape }: Level, all: readonly Placed[]): Placed | undefined {
  const isOwn = ({ collection, item }: Candidate): boolean =>
    [collection?.shape, item?.shape].some((one) => one === shape || `${one}/{}` === shape)
  const [only, ...more] = all.filter(
    ({ candidate, key }) =>
      lastLiteral(candidate.parts) === literal &&
      key.parameters.length === parameters.length &&
      parametersOf(candidate.parts).join() === above.join(),
  )
  return only?.isMakeable === true && more.length === 0 && !all.some(({ candidate }) => isOwn(candidate))
    ? only
    : undefined
}

/**
 * The resource whose own path has the parameter and whose name the parameter has: that of `/projects/{projectKey}` for `/flags/{projectKey}`. Undefined where
 * the parameter names the members of another resource at this path.
 */
function parentNamed({ parameters, above, shape }: Level, all: readonly Placed[]): Placed | undefined {
  const [parameter = '', ...others] = parameters
  const words = wordsOf(parameter)
  const isKey = words.length > 1 && SHARED_NAMES.test(words.at(-1) ?? '')
  if (!isKey || others.length > 0 || all.some(({ candidate }) => candidate.item?.shape === shape)) return undefined
  const stem = words.slice(0, -1).join(' ')
  const [only, ...more] = all.filter(
    ({ candidate, key, isMakeable }) =>
      isMakeable &&
      key.parameters.join() === parameter &&
      inSingular(wordsOf(lastLiteral(candidate.parts) ?? '')).join(' ') === stem &&
      parametersOf(candidate.parts).join() === above.join(),
  )
  return more.length === 0 ? only : undefined
}

/** The scope of `{groupId}` is `group`; that of `/projects/{id}` is `project`. */
function scopeName({ literal, parameters }: Level, parameter: string): string {
  const words = wordsOf(parameter)
  const last = words.at(-1) ?? ''
  const isGeneral = words.length === 1 && SHARED_NAMES.test(last)
  if (isGeneral && parameters.length === 1) return memberName(literal === '' ? parameter : literal)
  return memberName(last === 'id' && words.length > 1 ? words.slice(0, -1).join(' ') : parameter)
}
