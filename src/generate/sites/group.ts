import { references } from '../applied.ts'
import type { Formula, Formulas, SchemaFormula } from '../formula.ts'
import { schemasAt } from '../keywords.ts'

/** Replacements of schemas of a group. Each function gets the schema after changes of referenced schemas. */
export type Changes = ReadonlyMap<Formula, (standing: Formula) => Formula>

/** A replacement that applies to schema formulas only. */
export function changeOf(change: (standing: SchemaFormula) => Formula): (standing: Formula) => Formula {
  return (standing) => (standing.kind === 'schema' ? change(standing) : standing)
}

/**
 * The schemas that judge the same part of a value: entries, and schemas from `allOf` and `$ref`. A keyword that several schemas
 * share is one site.
 */
export interface SchemaGroup {
  readonly instancePath: string
  readonly entries: readonly Formula[]
  readonly members: readonly SchemaFormula[]
  /** The formula of the whole document after changes of members. The part of the value must exist. */
  whole(changes: Changes): Formula
  /** The group in each branch that may hold too, because a branch can repeat a demand of the group. */
  contexts(): readonly SchemaGroup[]
}

/** A group with members. `beside` are schemas from outside the entries for the same part of the value. */
export function groupOf(
  formulas: Formulas,
  group: Omit<SchemaGroup, 'members'>,
  beside: readonly SchemaFormula[] = [],
): SchemaGroup {
  return { ...group, members: [...new Set([...beside, ...membersOf(formulas, group.entries)])] }
}

function membersOf(formulas: Formulas, entries: readonly Formula[]): SchemaFormula[] {
  const found = new Set<SchemaFormula>()
  const queue = [...entries]
  for (const formula of queue) {
    if (formula.kind === 'all') queue.push(...formula.parts)
    if (formula.kind !== 'schema' || found.has(formula)) continue
    found.add(formula)
    queue.push(...references(formulas, formula), ...schemasAt(formulas, formula, 'allOf'))
  }
  return [...found]
}

/** An entry of a group with changed members. */
export function rebuilt(formulas: Formulas, entry: Formula, changes: Changes): Formula {
  const within = new Set<Formula>()
  const rebuild = (formula: Formula): Formula => {
    const standing = formula.kind === 'schema' ? withParts(formula) : formula
    return (
      changes.get(formula)?.(standing) ??
      (standing.kind === 'all' ? formulas.all(standing.parts.map(rebuild)) : standing)
    )
  }
  const withParts = (formula: SchemaFormula): Formula => {
    if (within.has(formula)) return formula
    within.add(formula)
    const [referred, listed] = [references(formulas, formula), schemasAt(formulas, formula, 'allOf')]
    const [newReferred, newListed] = [referred.map(rebuild), listed.map(rebuild)]
    within.delete(formula)
    const same =
      newReferred.every((part, index) => part === referred[index]) &&
      newListed.every((part, index) => part === listed[index])
    if (same) return formula
    return formulas.changed(formula, { $ref: undefined, $dynamicRef: undefined, allOf: [...newReferred, ...newListed] })
  }
  return rebuild(entry)
}
