import { isDeepStrictEqual } from 'node:util'
import type { ApiDocument } from '../../../document/api-document.ts'
import type { CopySaid } from '../../../document/says/says-copy.ts'
import { valueAt } from '../../../json/pointer.ts'
import type { Model, Pointer, Resource } from '../../../resource/model.ts'
import { speaksOf } from '../../../resource/shape/sentences.ts'
import { type Counter, holdersOf } from '../../change/counters.ts'
import { holders, madeBelow } from '../../change/counted-members.ts'
import { sendTextUpdate } from '../../change/text-update.ts'
import { valueShown } from '../../change/value-shown.ts'
import { namedAmong } from '../../compare/add-up.ts'
import { shownProperties } from '../../compare/shown-properties.ts'
import { short } from '../../compare/compare-member.ts'
import { type Answer, isLater, isSuccess } from '../../session/exchange.ts'
import { LATER } from '../../session/later.ts'
import { holdEach } from '../../session/hold-each.ts'
import { withArticle } from '../../session/noun.ts'
import { all, creates, lacking, type Need, reads } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'

const isCopying: Need = (resource, model, document) =>
  copiesOf(resource, model, document).length === 0
    ? lacking('property that shows the current value of another member')
    : { holds: true, certainty: 'sure' }

/** A value of another member that is said to be the current one follows an update of that member. */
export const copiesAreCurrent: Law = {
  id: 'copies-are-current',
  level: 'must',
  text: 'A property that shows the current value of another member, by its description, shows the new one after an update of that member.',
  source: 'the document: a description such as "The current name of the room"',
  needs: all(creates, reads, isCopying),
  isRare: true,
  async check(world) {
    const copies = copiesOf(world.resource, world.model, world.document)
    await holdEach(copies, (copy) => hold(copy, world), 'no update gave the other member another value')
  },
}

/** A property of a member, and that of the other member whose value it shows. */
interface Copy extends Pick<Counter, 'holder' | 'by'> {
  readonly at: Pointer
  readonly source: Pointer
}

function copiesOf(resource: Resource, model: Model, document: ApiDocument): readonly Copy[] {
  return shownProperties(resource, document).flatMap(({ at, schema }): readonly Copy[] => {
    const said = schema['x-copy-of'] as CopySaid | undefined
    if (said === undefined) return []
    return holdersOf(resource, model).flatMap(({ holder, by }): readonly Copy[] => {
      const names = shownProperties(holder, document).map((place) => place.at.slice(1))
      const source = speaksOf(holder.name, said.noun) ? namedAmong(said.of, names) : undefined
      return source === undefined ? [] : [{ holder, by, at, source: `/${source}` }]
    })
  })
}

/** Returns false where the other member takes no update of the value, or where no read shows it. */
async function hold(copy: Copy, world: World): Promise<boolean> {
  const holder = (await holders(copy, world))?.holder
  const member = holder === undefined ? undefined : await madeBelow(holder, { counter: copy, variant: 0 }, world)
  if (holder === undefined || member === undefined || !world.mayWrite(holder.resource.name)) return false
  const first = await valueShown(holder, copy.source, world)
  const updated = await sendTextUpdate(holder, world, copy.source)
  if (updated === undefined || !isSuccess(updated) || isLater(updated)) return false
  const current = await valueShown(holder, copy.source, world)
  if (current === undefined || isDeepStrictEqual(current, first)) return false
  const shownIn = (answer: Answer): unknown => (isSuccess(answer) ? valueAt(world.shown(answer), copy.at) : undefined)
  let answer = await world.read(member)
  if (shownIn(answer) !== current) {
    await world.wait(LATER)
    answer = await world.read(member)
  }
  const shown = shownIn(answer)
  if (shown === undefined) return false
  const problem = {
    signature: 'not-current',
    message: `expected ${short(current)} at ${copy.at}, the current ${copy.source.slice(1)} of ${withArticle(copy.holder.name)}, after ${updated.asked}, got ${short(shown)}`,
    at: `body#${world.resource.wrap?.value.answer ?? ''}${copy.at}`,
    expected: current,
    actual: shown,
  }
  world.expect(answer, isDeepStrictEqual(shown, current) ? [] : [problem])
  return true
}
