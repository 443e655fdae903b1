import { updateAnew } from '../../change/update-anew.ts'
import { isObject } from '../../../json/pointer.ts'
import { isLater, isSuccess } from '../../session/exchange.ts'
import { all, makes, updates, shows } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { statusProblems } from '../../send/status-problem.ts'

/** A PUT is idempotent. */
export const putTwiceIsOnce: Law = {
  id: 'put-twice-is-once',
  level: 'must',
  text: 'The same PUT sent twice leaves the member as it is after the first.',
  source: 'RFC 9110, section 9.2.2',
  needs: all(makes, shows, updates),
  async check(world) {
    const facts = world.resource.updates.find(({ operation }) => world.operation(operation).method === 'PUT')
    if (facts === undefined) throw new NotVerified('the contract has no update by PUT')
    const member = await world.fresh()
    const { sent: changed, answer: first } = (await updateAnew({ member, facts }, world)) ?? {}
    if (changed === undefined || first === undefined)
      throw new NotVerified('the document does not say enough to make a body')
    if (!isSuccess(first) || isLater(first)) throw new NotVerified(`the first PUT was answered ${first.status}`)
    const once = world.shown(await world.read(member))
    const again = await world.update(member, changed, { facts })
    world.expect(again, statusProblems(again, ['2xx'], { what: 'the same PUT again' }))
    const twice = await world.read(member)
    world.expect(twice, world.shows(onlySent(once, changed), twice))
  },
}

/** The shown values of properties that were sent, also of those within: what the server sets, such as the id of an item, may change with each write. */
function onlySent(shown: unknown, sent: unknown): unknown {
  if (Array.isArray(shown) && Array.isArray(sent))
    return shown.length === sent.length ? shown.map((item, index) => onlySent(item, sent[index])) : shown
  if (!isObject(shown) || !isObject(sent)) return shown
  const own = Object.entries(shown).filter(([name]) => Object.hasOwn(sent, name))
  return Object.fromEntries(own.map(([name, value]) => [name, onlySent(value, sent[name])]))
}
