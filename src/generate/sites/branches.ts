import type { FullEngine } from '../create-engine.ts'
import type { Formula, SchemaFormula } from '../formula.ts'
import { type JsonObject, objectOf } from '../json.ts'
import { entriesAt, schemaAt, schemaMapAt, schemasAt } from '../keywords.ts'
import { type Changes, changeOf, type SchemaGroup, groupOf, rebuilt } from './group.ts'

/** The groups of branches for the same part of a value. The keywords of a branch count only if the branch is selected. */
export function branchGroups(engine: FullEngine, group: SchemaGroup, fresh: ReadonlySet<SchemaFormula>): SchemaGroup[] {
  return group.members.filter((member) => fresh.has(member)).flatMap((member) => branchesOf(engine, group, member))
}

/** Combines the schema that has a branch, with the branch removed, and the broken branch. */
type Around = (standing: (keywords: JsonObject) => Formula, broken: Formula) => Formula

type Branch = (formula: Formula, around: Around) => SchemaGroup

function branchGroup(
  engine: FullEngine,
  at: { group: SchemaGroup; member: SchemaFormula; formula: Formula; around: Around },
): SchemaGroup {
  const { formulas } = engine
  const { group, member, formula, around } = at
  const whole = (changes: Changes): Formula => {
    const own = changes.get(member)
    const branched = changeOf((standing) => {
      const without = (keywords: JsonObject) => {
        const changed = formulas.changed(standing, keywords)
        return own === undefined ? changed : own(changed)
      }
      return around(without, rebuilt(formulas, formula, changes))
    })
    return group.whole(new Map([...changes, [member, branched]]))
  }
  const branch: SchemaGroup = groupOf(
    formulas,
    { instancePath: group.instancePath, entries: [formula], whole, contexts: () => [] },
    group.members,
  )
  // Branches beside this branch are handled already, so only new schemas add branches.
  const own = new Set(branch.members.filter((each) => !group.members.includes(each)))
  return { ...branch, contexts: () => branchGroups(engine, branch, own).slice(0, MAX_CONTEXTS) }
}

const MAX_CONTEXTS = 4

/** The first few branches that can hold together with a group. */
export function contextsOf(engine: FullEngine, group: SchemaGroup): SchemaGroup[] {
  return branchGroups(engine, group, new Set(group.members)).slice(0, MAX_CONTEXTS)
}

function branchesOf(engine: FullEngine, group: SchemaGroup, member: SchemaFormula): SchemaGroup[] {
  const { formulas } = engine
  const branch: Branch = (formula, around) => branchGroup(engine, { group, member, formula, around })
  const listed = ['oneOf', 'anyOf'].flatMap((keyword) => {
    const branches = schemasAt(formulas, member, keyword)
    return branches.map((formula, index) =>
      branch(formula, (standing, broken) => {
        const others = branches.filter((_, at) => at !== index).map((other) => formulas.not(other))
        return formulas.all([standing({ [keyword]: undefined }), broken, ...others])
      }),
    )
  })
  const dependent = schemaMapAt(formulas, member, 'dependentSchemas').map(([name, formula]) =>
    branch(formula, (standing, broken) => {
      const others = entriesAt(member.place.schema, 'dependentSchemas').filter(([each]) => each !== name)
      return formulas.all([
        standing({ dependentSchemas: objectOf(others) }),
        broken,
        formulas.made({ type: 'object', required: [name] }),
      ])
    }),
  )
  return [...listed, ...dependent, ...conditionals(engine, member, branch)]
}

function conditionals({ formulas }: FullEngine, member: SchemaFormula, branch: Branch): SchemaGroup[] {
  const condition = schemaAt(formulas, member, 'if')
  if (condition === undefined) return []
  return (['then', 'else'] as const).flatMap((keyword) => {
    const formula = schemaAt(formulas, member, keyword)
    if (formula === undefined) return []
    const met = keyword === 'then' ? condition : formulas.not(condition)
    const none = { if: undefined, then: undefined, else: undefined }
    return [branch(formula, (standing, broken) => formulas.all([standing(none), met, broken]))]
  })
}
