import { isObject, valueAt } from '../../../json/pointer.ts'
import { type FlaggedPart, flaggedParts } from '../../list/parts-of-page.ts'
import { type Answer, isSuccess } from '../../session/exchange.ts'
import { NotVerified } from '../../session/not-verified.ts'
import type { Problem } from '../../session/problem.ts'
import { all, lacking, lists, type Need } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'

const hasFlags: Need = (resource, _, document) =>
  flaggedParts(resource, document).length > 0
    ? { holds: true, certainty: 'sure' }
    : lacking('query parameter of the list that leaves out a property of the page')

/** A page lacks what a flag leaves out. */
export const flagsLeaveOutParts: Law = {
  id: 'flags-leave-out-parts',
  level: 'must',
  text: 'A page lacks a property with the value of a flag such as includeCount that leaves it out, and has it with the other value where the document says so.',
  source: 'the document: a description of the flag such as "If false, the response has no totalCount"',
  needs: all(lists, hasFlags),
  isRare: true,
  onlyReads: true,
  async check(world) {
    const { above } = await world.above()
    let judged = 0
    for (const part of flaggedParts(world.resource, world.document).slice(0, MOST)) {
      judged += await hold(part, { value: part.lackedWith, above }, world)
      if (part.shownOtherwise !== 'open') judged += await hold(part, { value: !part.lackedWith, above }, world)
    }
    if (judged === 0) throw new NotVerified('no list with the flag was answered with a success')
  },
}

/** The properties that are looked at, as a count. */
const MOST = 2

interface Look {
  /** The value of the flag. */
  readonly value: boolean
  readonly above: readonly string[]
}

/** Returns the count of what was judged. */
async function hold(part: FlaggedPart, { value, above }: Look, world: World): Promise<number> {
  const operation = world.operation(world.resource.list?.operation ?? '')
  const isLeftOut = value === part.lackedWith
  const answer = await world.send({
    operation,
    path: above,
    query: { [part.flag]: String(value) },
    // The schema requires what the flag leaves out.
    ...(isLeftOut && part.isRequired ? { isPart: true } : {}),
  })
  if (!isSuccess(answer) || !isObject(answer.json)) return 0
  world.expect(answer, isLeftOut ? shownProblems(part, answer) : missingProblems(part, answer))
  return 1
}

/** Null in the place of a property shows nothing. */
function shownProblems({ flag, at, lackedWith }: FlaggedPart, { json }: Answer): readonly Problem[] {
  const shown = valueAt(json, at) ?? undefined
  if (shown === undefined) return []
  return [
    {
      signature: `shown-with-${flag}`,
      message: `expected no value at ${at} for ${flag}=${String(lackedWith)}, got ${JSON.stringify(shown)}`,
      at: `body#${at}`,
      expected: 'nothing',
      actual: shown,
    },
  ]
}

function missingProblems({ flag, at, lackedWith, shownOtherwise }: FlaggedPart, { json }: Answer): readonly Problem[] {
  if (valueAt(json, at) !== undefined) return []
  return [
    {
      signature: `missing-with-${flag}`,
      message: `expected a value at ${at} for ${flag}=${String(!lackedWith)}, got none`,
      at: `body#${at}`,
      expected: 'a value',
      actual: 'nothing',
      ...(shownOtherwise === 'presumed' ? { level: 'should' as const } : {}),
    },
  ]
}
