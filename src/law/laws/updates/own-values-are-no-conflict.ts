import { valueAt } from '../../../json/pointer.ts'
import { takesChanges } from '../../../resource/takes-changes.ts'
import { updateAnew } from '../../change/update-anew.ts'
import { statusProblems } from '../../send/status-problem.ts'
import { isLater, isSuccess } from '../../session/exchange.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { all, findsUnique, makes, updates } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { uniqueProperties } from '../../world/unique-properties.ts'

/** A member does not conflict with itself. */
export const ownValuesAreNoConflict: Law = {
  id: 'own-values-are-no-conflict',
  level: 'must',
  text: 'An update that is sent again, with a value of a unique property that the member has by then, is not answered 409.',
  source: 'the contract: the properties that are unique',
  needs: all(makes, updates, findsUnique),
  async check(world) {
    const places = (await uniqueProperties(world)).map(({ value }) => value)
    let judged = 0
    for (const facts of world.resource.updates) {
      if (takesChanges(facts) || world.resource.version !== undefined) continue
      const member = await world.fresh()
      const { sent, answer } = (await updateAnew({ member, facts }, world)) ?? {}
      if (sent === undefined || answer === undefined || !isSuccess(answer) || isLater(answer)) continue
      if (!places.some((at) => valueAt(sent, at) !== undefined)) continue
      judged += 1
      const again = await world.update(member, sent, { facts })
      const what = 'an update with the values that the member has'
      world.expect(again, again.status === 409 ? statusProblems(again, ['2xx'], { what }) : [])
    }
    if (judged === 0) throw new NotVerified('no update of a unique property was accepted')
  },
}
