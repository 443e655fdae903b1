import type { Contract } from '../../contract/contract.ts'
import { EmptyPool } from '../../draw/empty-pool.ts'
import { type Broken, brokenText } from '../../draw/property-source.ts'
import type { Expectation } from '../../judge/judge.ts'
import { KINDS } from '../../judge/kinds.ts'
import { drawCase } from '../draw/draw-case.ts'
import { type Opening, openProperty } from '../draw/open-property.ts'
import type { PlannedCase } from '../planned-case.ts'

/** The rules that the boundaries of a property break, in words and in the order of the boundaries. Empty for valid values. */
export async function brokenRules(planned: PlannedCase, opening: Opening): Promise<readonly string[]> {
  return [...new Set((await brokenIn(planned, opening)).map(brokenText))]
}

/**
 * The rules whose breach a requirement has refused, in words and with the limits of the schema, as the properties among the cases break
 * them. The keys whose bodies have a rule follow it.
 */
export async function rulesOf(
  requirement: string,
  cases: readonly PlannedCase[],
  opening: Opening,
): Promise<readonly string[]> {
  const keys = new Map<string, Set<string>>()
  for (const planned of cases) {
    const demands = demandsOf(requirement, planned, opening.contract)
    if (demands.length === 0) continue
    for (const broken of await brokenIn(planned, opening)) {
      if (!demands.some((one) => isAbout(one, broken, opening.contract))) continue
      const rule = brokenText(broken)
      keys.set(rule, new Set([...(keys.get(rule) ?? []), ...keyOf(planned)]))
    }
  }
  return [...keys].map(([rule, of]) => (of.size === 0 ? rule : `${rule}, in ${[...of].join(', ')}`))
}

/** The values of a property that break rules; empty for other cases. */
async function brokenIn(planned: PlannedCase, opening: Opening): Promise<readonly Broken[]> {
  const { property } = planned
  if (property === undefined || !drawsInvalid(planned)) return []
  try {
    const { boundaries, example } = await openProperty(property, planned, opening)
    return Array.from({ length: boundaries }, (_, index) => example(index).broken ?? []).flat()
  } catch (error) {
    // A run skips such a property, with the reason.
    if (error instanceof EmptyPool) return []
    throw error
  }
}

/** The expectations under a requirement that demand a refusal of invalid values. */
function demandsOf(requirement: string, planned: PlannedCase, contract: Contract): readonly Expectation[] {
  if (!drawsInvalid(planned)) return []
  return drawCase(planned, contract)
    .steps.flatMap(({ expect }) => expect)
    .filter((one) => one.requirement === requirement && KINDS[one.kind]?.declare !== undefined)
}

function drawsInvalid({ property }: PlannedCase): boolean {
  return property !== undefined && property.drawing.part !== 'history' && property.drawing.mode === 'invalid'
}

function isAbout({ kind, value }: Expectation, { part, rule }: Broken, { refusals }: Contract): boolean {
  const where = part === 'property' ? 'body' : part
  return KINDS[kind]?.declare?.(value, { rule, refusals: refusals[where] }) !== undefined
}

function keyOf({ property }: PlannedCase): readonly string[] {
  return property !== undefined && 'key' in property.drawing ? [property.drawing.key] : []
}
