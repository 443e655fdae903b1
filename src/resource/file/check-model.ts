import type { Location, Mistake } from '../../source/mistake.ts'
import { suggestion } from '../../source/suggestion.ts'
import type { YamlSource } from '../../source/yaml-source.ts'
import type { Model, Resource } from '../model.ts'
import { type ModelFile, namedFacts, updateName } from './model-file.ts'

/** The mistakes of a model that its schema cannot tell: names that lead nowhere, and facts that contradict each other. */
export function checkModel(source: YamlSource, model: Model): readonly Mistake[] {
  return [
    ...Object.values(model.resources).flatMap((resource) => [
      ...checkWithin(source, model, resource),
      ...checkAddress(source, resource),
      ...checkUpdates(source, resource),
      ...checkReferences(source, model, resource),
    ]),
    ...checkCertainties(source, model),
  ]
}

function checkWithin(source: YamlSource, { scopes, resources }: Model, { name, within }: Resource): readonly Mistake[] {
  const lastScope = within.findLastIndex((each) => 'scope' in each)
  return within.flatMap((each, index): readonly Mistake[] => {
    const at = (...tokens: readonly string[]): Location =>
      source.locate(['resources', name, 'within', index, ...tokens])
    if ('scope' in each) {
      const known = Object.keys(scopes)
      if (known.includes(each.scope)) return []
      return [{ message: `"${each.scope}" is no scope${suggestion(each.scope, known)}`, at: at('scope') }]
    }
    const known = Object.keys(resources).filter((other) => other !== name)
    if (!known.includes(each.resource))
      return [
        { message: `"${each.resource}" is no other resource${suggestion(each.resource, known)}`, at: at('resource') },
      ]
    if (index < lastScope)
      return [{ message: 'a scope stands below this resource; all scopes stand before all resources', at: at() }]
    const own = resources[each.resource]?.key.parameters ?? []
    return Object.values(each.parameters)
      .filter((parameter) => !own.includes(parameter))
      .map((parameter) => ({
        message: `"${parameter}" is no key parameter of ${each.resource}${suggestion(parameter, own)}`,
        at: at('parameters'),
      }))
  })
}

/** An address names each key parameter, and no other. */
function checkAddress(source: YamlSource, { name, key }: Resource): readonly Mistake[] {
  if (key.address === undefined) return []
  const stated = Object.keys(key.address.value)
  const unknown = stated.filter((parameter) => !key.parameters.includes(parameter))
  const missing = key.parameters.filter((parameter) => !stated.includes(parameter))
  const at = source.locate(['resources', name, 'key', 'address'])
  return [
    ...unknown.map((parameter) => ({
      message: `"${parameter}" is no key parameter${suggestion(parameter, key.parameters)}`,
      at,
    })),
    ...missing.map((parameter) => ({ message: `the address of the key parameter "${parameter}" is missing here`, at })),
  ]
}

function checkUpdates(source: YamlSource, { name, updates }: Resource): readonly Mistake[] {
  const names = updates.map((_, index) => updateName(updates, index))
  return names.flatMap((update, index) =>
    names.indexOf(update) === index
      ? []
      : [
          {
            message: `the update "${update}" stands here twice`,
            at: source.locate(['resources', name, 'updates', index]),
          },
        ],
  )
}

/** A reference leads to another resource, whose members have one key. */
function checkReferences(source: YamlSource, { resources }: Model, { name, refers }: Resource): readonly Mistake[] {
  const known = Object.keys(resources).filter((other) => other !== name)
  return Object.entries(refers).flatMap(([pointer, { value }]) => {
    const keys = known.includes(value) ? (resources[value]?.key.parameters ?? []) : undefined
    if (keys?.length === 1 || resources[value]?.singleton === true) return []
    const message =
      keys === undefined
        ? `"${value}" is no other resource${suggestion(value, known)}`
        : `a property cannot name a ${value}, which has ${keys.length} keys`
    return [{ message, at: source.locate(['resources', name, 'refers', pointer]) }]
  })
}

/** Each line under `guesses` and `calibrated` names a fact, and no fact is both. */
function checkCertainties(source: YamlSource, model: Model): readonly Mistake[] {
  const file = source.value as ModelFile
  const [guesses, calibrated] = [file.guesses ?? {}, file.calibrated ?? {}]
  const known = namedFacts(model).map(({ name }) => name)
  const unknown = Object.entries({ guesses, calibrated }).flatMap(([list, facts]) =>
    Object.keys(facts)
      .filter((name) => !known.includes(name))
      .map((name) => ({
        message: `"${name}" is no fact of this file${suggestion(name, known)}`,
        at: source.locate([list, name], 'key'),
      })),
  )
  const both = Object.keys(guesses)
    .filter((name) => Object.hasOwn(calibrated, name))
    .map((name) => ({
      message: `"${name}" is a guess too; one of the two lines is wrong`,
      at: source.locate(['calibrated', name], 'key'),
    }))
  return [...unknown, ...both]
}
