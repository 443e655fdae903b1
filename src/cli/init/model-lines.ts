import { namedFacts } from '../../resource/file/model-file.ts'
import { isAction } from '../../resource/is-action.ts'
import { isOnlyRead } from '../../resource/is-only-read.ts'
import type { Model, Resource } from '../../resource/model.ts'
import { unknownFacts } from '../../resource/file/unknown-facts.ts'

/** The most resources whose guesses are listed one by one, as a count. */
const MOST_IN_FULL = 20

/** Renders the known, guessed and unknown facts of each resource, as lines for a terminal. */
export function modelLines(model: Model): readonly string[] {
  const resources = Object.values(model.resources)
  const isShort = resources.length > MOST_IN_FULL
  return resources.flatMap((resource) => {
    const facts = namedFacts({ ...model, resources: { [resource.name]: resource } }).filter(({ name }) =>
      name.startsWith(`${resource.name}.`),
    )
    const guesses = facts.filter(({ fact }) => fact.certainty === 'guess')
    const calibrated = facts.filter(({ fact }) => fact.certainty === 'calibrated').length
    const unknown = unknownFacts(resource)
    const counts = [
      `${facts.length - guesses.length - calibrated} sure`,
      ...(calibrated === 0 ? [] : [`${calibrated} calibrated`]),
      `${guesses.length} guessed`,
      `${unknown.length} unknown`,
    ]
    const head = `${resource.name}${placeOf(resource)}: ${operationsOf(resource)}; facts: ${counts.join(', ')}`
    if (isShort) return [head]
    return [
      head,
      ...guesses.map(({ name, fact }) => {
        const value = typeof fact.value === 'string' ? fact.value : JSON.stringify(fact.value)
        // The name of a fact about a property ends with the property.
        const own = name.slice(resource.name.length + 1)
        const place = own.endsWith(`.${value}`) ? own.slice(0, -value.length - 1) : own
        return `  guess    ${place}: ${value} (${fact.because})`
      }),
      ...(unknown.length === 0 ? [] : [`  unknown  ${unknown.join(', ')}`]),
    ]
  })
}

function placeOf({ within }: Resource): string {
  const names = within.map((each) => ('scope' in each ? `{${each.parameter}}` : each.resource))
  return names.length === 0 ? '' : ` in ${names.join(', ')}`
}

function operationsOf(resource: Resource): string {
  if (isAction(resource)) return 'action'
  if (isOnlyRead(resource)) return 'only read'
  const { list, create, read, updates, delete: remove, singleton } = resource
  const parts = [
    ...(list === undefined ? [] : ['list']),
    ...(create === undefined ? [] : ['create']),
    ...(read === undefined ? [] : ['read']),
    ...(updates.length === 0 ? [] : ['update']),
    ...(remove === undefined ? [] : ['delete']),
  ]
  return `${parts.join(', ')}${singleton === true ? ' of one member' : ''}`
}
