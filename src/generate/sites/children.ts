import type { FullEngine } from '../create-engine.ts'
import type { Formula, SchemaFormula } from '../formula.ts'
import { type JsonObject, isObject, objectOf, own, pointerToken } from '../json.ts'
import { entriesAt, listAt, schemaAt, schemaMapAt, schemasAt } from '../keywords.ts'
import { contextsOf } from './branches.ts'
import { drawnName } from './drawn-name.ts'
import { changeOf, type SchemaGroup, groupOf, rebuilt } from './group.ts'
import { withoutName } from './without-name.ts'

/** A schema of a child in a member of the parent, with a function that replaces the schema. */
interface Held {
  readonly member: SchemaFormula
  readonly formula: Formula
  /** The keywords of the member with the schema replaced at this place. */
  readonly replace: (formula: Formula) => JsonObject
}

/** The groups of the child parts that a group's schemas judge: properties, a name of each map, items. */
export function childGroups(engine: FullEngine, group: SchemaGroup, fresh: ReadonlySet<SchemaFormula>): SchemaGroup[] {
  return [
    ...propertyGroups(engine, group, fresh),
    ...mapGroups(engine, group, fresh),
    ...itemGroups(engine, group, fresh),
  ]
}

interface Part {
  readonly key: string | number
  /** The schemas for the part in the members of a parent. */
  readonly heldIn: (parent: SchemaGroup) => readonly Held[]
  readonly presence: JsonObject
}

function childOf(engine: FullEngine, parent: SchemaGroup, part: Part): SchemaGroup {
  const { formulas } = engine
  const { key, heldIn, presence } = part
  const held = heldIn(parent)
  const child: SchemaGroup = groupOf(formulas, {
    instancePath: `${parent.instancePath}/${pointerToken(key)}`,
    entries: held.map(({ formula }) => formula),
    whole: (changes) => {
      const replaced = new Map<Formula, (standing: Formula) => Formula>()
      for (const { member, formula, replace } of held) {
        // Each schema is replaced, even if unchanged. The replacement is local, and the part must exist.
        const keywords = replace(rebuilt(formulas, formula, changes))
        replaced.set(
          member,
          changeOf((standing) => formulas.all([formulas.changed(standing, keywords), formulas.made(presence)])),
        )
      }
      return parent.whole(replaced)
    },
    contexts: () => [
      ...contextsOf(engine, child),
      ...parent.contexts().map((context) => childOf(engine, context, part)),
    ],
  })
  return child
}

function propertyGroups(engine: FullEngine, group: SchemaGroup, fresh: ReadonlySet<SchemaFormula>): SchemaGroup[] {
  const names = new Set(
    group.members
      .filter((member) => fresh.has(member))
      .flatMap(({ place }) => entriesAt(place.schema, 'properties').map(([name]) => name)),
  )
  return [...names].map((name) => {
    const heldIn = (parent: SchemaGroup) => parent.members.flatMap((member) => heldProperty(engine, member, name))
    return childOf(engine, group, { key: name, heldIn, presence: { type: 'object', required: [name] } })
  })
}

function heldProperty({ formulas }: FullEngine, member: SchemaFormula, name: string): Held[] {
  const properties = own(member.place.schema, 'properties')
  if (!isObject(properties) || !Object.hasOwn(properties, name)) return []
  return [
    {
      member,
      formula: formulas.inside(member, own(properties, name)),
      replace: (formula) => withProperty(member, name, formula),
    },
  ]
}

function withProperty({ place }: SchemaFormula, name: string, formula: Formula): JsonObject {
  return {
    properties: objectOf([...entriesAt(place.schema, 'properties').filter(([each]) => each !== name), [name, formula]]),
  }
}

/** Groups for `patternProperties`, `additionalProperties` and `unevaluatedProperties`, each at one drawn name. */
function mapGroups(engine: FullEngine, group: SchemaGroup, fresh: ReadonlySet<SchemaFormula>): SchemaGroup[] {
  const { formulas } = engine
  return group.members
    .filter((member) => fresh.has(member))
    .flatMap((member) => {
      const patterned = schemaMapAt(formulas, member, 'patternProperties').map(([source, formula]) =>
        patternGroup(engine, group, { member, source, formula }),
      )
      const rests = ['additionalProperties', 'unevaluatedProperties'].map((keyword) =>
        restGroup(engine, group, { member, keyword }),
      )
      return [...patterned, ...rests].filter((child) => child !== undefined)
    })
}

function patternGroup(
  engine: FullEngine,
  group: SchemaGroup,
  at: { member: SchemaFormula; source: string; formula: Formula },
): SchemaGroup | undefined {
  const { member, source, formula } = at
  const name = drawnName(engine, group, { kind: 'pattern', source })
  if (name === undefined) return undefined
  const replace = (changed: Formula): JsonObject => ({
    ...withProperty(member, name, changed),
    patternProperties: objectOf(
      entriesAt(member.place.schema, 'patternProperties').map(([each, schema]) =>
        each === source ? [withoutName(source, name), schema] : [each, schema],
      ),
    ),
  })
  return childOf(engine, group, {
    key: name,
    heldIn: () => [{ member, formula, replace }],
    presence: { type: 'object', required: [name] },
  })
}

function restGroup(
  engine: FullEngine,
  group: SchemaGroup,
  at: { member: SchemaFormula; keyword: string },
): SchemaGroup | undefined {
  const { member, keyword } = at
  const formula = schemaAt(engine.formulas, member, keyword)
  if (formula === undefined || formula === engine.formulas.never || formula === engine.formulas.always) return undefined
  const names = new Set(entriesAt(member.place.schema, 'properties').map(([name]) => name))
  const patterns = entriesAt(member.place.schema, 'patternProperties').map(([source]) => source)
  const name = drawnName(engine, group, { kind: 'others', names, patterns })
  if (name === undefined) return undefined
  const replace = (changed: Formula) => withProperty(member, name, changed)
  return childOf(engine, group, {
    key: name,
    heldIn: () => [{ member, formula, replace }],
    presence: { type: 'object', required: [name] },
  })
}

/** Groups for each of `prefixItems`, and for `items` at the first index after these. */
function itemGroups(engine: FullEngine, group: SchemaGroup, fresh: ReadonlySet<SchemaFormula>): SchemaGroup[] {
  const indices = new Set<number>()
  for (const member of group.members) {
    if (!fresh.has(member)) continue
    const { length } = listAt(member.place.schema, 'prefixItems')
    for (let index = 0; index < length; index += 1) indices.add(index)
    const rest = schemaAt(engine.formulas, member, 'items')
    if (rest !== undefined && !(rest === engine.formulas.never && length > 0)) indices.add(length)
  }
  return [...indices].map((index) => {
    const heldIn = (parent: SchemaGroup) => parent.members.flatMap((member) => heldItem(engine, member, index))
    return childOf(engine, group, { key: index, heldIn, presence: { type: 'array', minItems: index + 1 } })
  })
}

function heldItem({ formulas }: FullEngine, member: SchemaFormula, index: number): Held[] {
  const first = schemasAt(formulas, member, 'prefixItems')
  const rest = schemaAt(formulas, member, 'items')
  const formula = first[index] ?? rest
  if (formula === undefined) return []
  const padded = Array.from(
    { length: Math.max(first.length, index + 1) },
    (_, at) => first[at] ?? rest ?? formulas.always,
  )
  return [{ member, formula, replace: (changed) => ({ prefixItems: padded.with(index, changed) }) }]
}
