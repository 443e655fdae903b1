import { references } from '../applied.ts'
import type { Formula, Formulas, SchemaFormula } from '../formula.ts'
import { schemasAt } from '../keywords.ts'

/** What becomes of some schemas of a group. Each is given as it stands once the changes of what it refers to are made. */
export type Changes = ReadonlyMap<Formula, (standing: Formula) => Formula>

/** A change of a schema that keeps it a schema. */
export function changeOf(change: (standing: SchemaFormula) => Formula): (standing: Formula) => Formula {
  return (standing) => (standing.kind === 'schema' ? change(standing) : standing)
}

/**
 * The schemas that one part of a value must satisfy together: where they enter, and whatever these bring in by `allOf` and `$ref`.
 * A keyword that several of them have is one site.
 */
export interface Group {
  readonly instancePath: string
  readonly entries: readonly Formula[]
  readonly members: readonly SchemaFormula[]
  /** The formula of the whole document with some members of this group replaced, and this part of the value sure to be there. */
  whole(changes: Changes): Formula
  /** The group in each branch that may hold beside it: a branch can repeat what the group asks for. */
  contexts(): readonly Group[]
}

/** `beside` are schemas that judge the same part of the value from outside of the entries. */
export function groupOf(
  formulas: Formulas,
  group: Omit<Group, 'members'>,
  beside: readonly SchemaFormula[] = [],
): Group {
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

/** An entry of a group with its changed members in their places. */
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
