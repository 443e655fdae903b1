import type { FullEngine } from '../create-engine.ts'
import type { Formula, SchemaFormula } from '../formula.ts'
import { branchGroups, contextsOf } from './branches.ts'
import { childGroups } from './children.ts'
import { type Changes, changeOf, type SchemaGroup, groupOf, rebuilt } from './group.ts'
import type { JsonObject } from '../json.ts'
import { type Assertion, assertionsOf } from './keyword-sites.ts'

/** A site with formulas of values that are invalid there. The first satisfiable formula counts. */
export interface SiteFormulas {
  readonly place: { readonly instancePath: string; readonly keyword: string; readonly property?: string }
  readonly attempts: Iterable<() => Formula>
}

/** The sites of a schema by growing depth. Each schema location counts once, so recursion ends. */
export function* sitesOf(engine: FullEngine): Iterable<SiteFormulas> {
  for (const { group, fresh } of groupsOf(engine)) yield* sitesIn(engine, group, fresh)
}

/** A group of schemas, and the members not met on a shorter path. */
export interface MetGroup {
  readonly group: SchemaGroup
  readonly fresh: ReadonlySet<SchemaFormula>
}

/** The groups of a schema by growing depth in the value. */
export function* groupsOf(engine: FullEngine): Iterable<MetGroup> {
  const seen = new Set<object>()
  let level = [rootGroup(engine)]
  while (level.length > 0) {
    const next: SchemaGroup[] = []
    // Branches judge the same part of a value, so branches join the level.
    for (const group of level) {
      const fresh = new Set(group.members.filter(({ place }) => !seen.has(place.schema)))
      for (const { place } of fresh) seen.add(place.schema)
      yield { group, fresh }
      level.push(...branchGroups(engine, group, fresh))
      next.push(...childGroups(engine, group, fresh))
    }
    level = next
  }
}

function rootGroup(engine: FullEngine): SchemaGroup {
  const { formulas } = engine
  const { root } = formulas
  const whole = (changes: Changes) => rebuilt(formulas, root, changes)
  const group: SchemaGroup = groupOf(formulas, {
    instancePath: '',
    entries: [root],
    whole,
    contexts: () => contextsOf(engine, group),
  })
  return group
}

interface Holder {
  readonly member: SchemaFormula
  readonly assertion: Assertion
}

function* sitesIn(engine: FullEngine, group: SchemaGroup, fresh: ReadonlySet<SchemaFormula>): Iterable<SiteFormulas> {
  const { formulas } = engine
  const { instancePath } = group
  if (group.entries.includes(formulas.never)) {
    yield {
      place: { instancePath, keyword: 'false schema' },
      attempts: [() => group.whole(new Map([[formulas.never, () => formulas.always]]))],
    }
  }
  const holders = new Map<string, Holder[]>()
  const members = [...group.members].toSorted((a, b) => Number(fresh.has(b)) - Number(fresh.has(a)))
  for (const member of members) {
    for (const assertion of assertionsOf(engine, member)) {
      const known = holders.get(assertion.key) ?? []
      // A site belongs to the first group that meets the site.
      if (known.length > 0 || fresh.has(member)) holders.set(assertion.key, [...known, { member, assertion }])
    }
  }
  for (const same of holders.values()) {
    const [first] = same
    if (first === undefined) continue
    const { keyword, property } = first.assertion
    yield {
      place: { instancePath, keyword, ...(property !== undefined && { property }) },
      attempts: attemptsFor(engine, group, same),
    }
  }
}

export function* attemptsFor(
  engine: FullEngine,
  group: SchemaGroup,
  holders: readonly Holder[],
): Iterable<() => Formula> {
  yield* attemptsOf(engine, group, holders)
  yield* attemptsBeside(engine, group, holders[0]?.assertion.key ?? '')
}

/** Formulas that break one schema alone, in turn; then formulas that also drop the keyword elsewhere. */
function attemptsOf({ formulas }: FullEngine, group: SchemaGroup, holders: readonly Holder[]): (() => Formula)[] {
  const broken = ({ assertion }: Holder) =>
    changeOf((standing) => formulas.all([formulas.changed(standing, assertion.dropped), assertion.broken]))
  const alone = holders.map((holder) => () => group.whole(new Map([[holder.member, broken(holder)]])))
  const together = holders.map((holder) => () => {
    const changes = new Map(givingWay(formulas, group, holders))
    return group.whole(changes.set(holder.member, broken(holder)))
  })
  return holders.length > 1 || holders.some(({ assertion }) => assertion.keyword === 'type')
    ? [...alone, ...together]
    : alone
}

/** The same formulas in each branch beside the group, because a repeated demand breaks too. */
function* attemptsBeside(engine: FullEngine, group: SchemaGroup, key: string): Iterable<() => Formula> {
  // Judges disagree about what a failing condition evaluates.
  if (key.startsWith('unevaluated')) return
  for (const context of group.contexts()) {
    const holders = context.members.flatMap((member) =>
      assertionsOf(engine, member).flatMap((assertion) => (assertion.key === key ? [{ member, assertion }] : [])),
    )
    yield* attemptsOf(engine, context, holders)
  }
}

function givingWay(formulas: FullEngine['formulas'], group: SchemaGroup, holders: readonly Holder[]): Changes {
  const changes = new Map<Formula, (standing: Formula) => Formula>()
  const drop = (member: SchemaFormula, keywords: JsonObject) =>
    changes.set(
      member,
      changeOf((standing) => formulas.changed(standing, keywords)),
    )
  // A value of another type is no listed value of any schema of the group.
  if (holders.some(({ assertion }) => assertion.keyword === 'type'))
    for (const member of group.members) drop(member, { enum: undefined, const: undefined })
  for (const { member, assertion } of holders) drop(member, assertion.dropped)
  return changes
}
