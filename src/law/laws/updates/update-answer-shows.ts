import { isObject } from '../../../json/pointer.ts'
import { plainName } from '../../../words/words.ts'
import { schemaOfSuccess } from '../../compare/compare-member.ts'
import { isSuccess } from '../../session/exchange.ts'
import { all, makes, updates } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { updateAnew } from '../../change/update-anew.ts'

/** The answer to an update shows the member as it is now. */
export const updateAnswerShows: Law = {
  id: 'update-answer-shows',
  level: 'must',
  text: 'The answer to an update that shows the member shows it with the values of the update.',
  source: 'RFC 9110, section 9.3.4',
  needs: all(makes, updates),
  async check(world) {
    const member = await world.fresh()
    let judged = 0
    for (const facts of world.resource.updates) {
      if (schemaOfSuccess(world.operation(facts.operation)) === undefined) continue
      const { sent: changed, answer: updated } = (await updateAnew({ member, facts, variant: 5 }, world)) ?? {}
      if (changed === undefined || updated === undefined) continue
      const shown = world.shown(updated)
      if (!isSuccess(updated) || updated.status === 202 || !isObject(shown)) continue
      // An answer without any of the properties is no member, but a message.
      const names = new Set(Object.keys(shown).map(plainName))
      if (!Object.keys(changed).some((name) => names.has(plainName(name)))) continue
      judged += 1
      world.expect(updated, world.shows(changed, updated))
    }
    if (judged === 0) throw new NotVerified('no answer to an update shows the member')
  },
}
