import { isDeepStrictEqual } from 'node:util'
import { formatPointer, isObject } from '../../json/pointer.ts'
import type { UpdateFacts } from '../../resource/model.ts'
import { speaksOf } from '../../resource/shape/sentences.ts'
import { namesChange } from '../../resource/shape/time-names.ts'
import { short } from '../compare/compare-member.ts'
import { isShownOtherwise } from '../compare/shown-otherwise.ts'
import { isVersionName } from '../compare/version-name.ts'
import { isLater, isSuccess } from '../session/exchange.ts'
import type { Problem } from '../session/problem.ts'
import { unlessNotVerified } from '../session/not-verified.ts'
import type { World } from '../world/world.ts'
import { changedParts } from './changed-part.ts'
import { mayAskOnly } from './state-of-action.ts'
import { statesOf } from '../../words/states-of.ts'
import { actionsOf } from './state-writes.ts'
import { updateTakes } from './update-takes.ts'
import { withRequired } from './with-required.ts'

/** The actions after which an update is sent, as a count. */
const MOST = 2

/** Holds an update that merges to what an action has changed before it: `publishedAt` after `publish`, which the update does not name. */
export async function holdStatesLeft(facts: UpdateFacts, world: World): Promise<void> {
  const actions = actionsOf(world.resource, world.model).filter(
    ({ name, create }) => create !== undefined && create.asks !== true && !mayAskOnly(name) && world.mayWrite(name),
  )
  const { description = '' } = world.operation(facts.operation)
  // An update that speaks of the state may lead out of it. So may one of which the action speaks.
  const silent = actions.filter(
    ({ name, create }) =>
      ![name, ...statesOf(name)].some((word) => speaksOf(word, description)) &&
      !UNTIL_UPDATE.test(world.operation(create?.operation ?? '').description ?? ''),
  )
  for (const action of silent.slice(0, MOST)) await unlessNotVerified(() => holdState(action.name, facts, world))
}

const UNTIL_UPDATE = /\b(?:until|when|if|once|as soon as|after)\b[^.]*\b(?:chang|edit|updat|modif)\w*/i

async function holdState(name: string, facts: UpdateFacts, world: World): Promise<void> {
  const action = world.model.resources[name]
  const asked = action === undefined ? undefined : await world.body({ resource: action })
  const member = asked?.parent
  if (asked === undefined || member === undefined || member.resource !== world.resource) return
  const old = world.shown(await world.read(member))
  const { answer: acted } = await world.create(asked)
  if (!isSuccess(acted) || isLater(acted)) return
  const now = world.shown(await world.read(member))
  if (!isObject(old) || !isObject(now)) return
  const states = Object.keys(now).filter((one) => !isMoving(one) && !isDeepStrictEqual(now[one], old[one]))
  const [part] = changedParts({ member, facts }, world)
  if (part === undefined || states.length === 0) return
  const sent = withRequired(part, { member, facts }, world)
  const updated = await world.update(member, sent, { facts })
  if (!isSuccess(updated) || isLater(updated)) return
  const answer = await world.read(member)
  const after = world.shown(answer)
  if (!isSuccess(answer) || !isObject(after)) return
  // Only what is as it was before the action: a state may go on by itself.
  const undone = states.find(
    (one) => !Object.hasOwn(sent, one) && isDeepStrictEqual(after[one] ?? null, old[one] ?? null),
  )
  const problem = (one: string): Problem => ({
    signature: 'state-undone',
    message: `expected ${short(now[one])} at /${one}, as it was after ${acted.asked}, to stay after an update of ${Object.keys(sent).join()}, got ${short(after[one])} as before`,
    at: `body#/${one}`,
    expected: now[one],
    actual: after[one],
    // A server may lead to another state by a property that the caller does not set.
    ...(facts.effect?.certainty === 'sure' && updateTakes(facts, formatPointer([one]), world)
      ? {}
      : { level: 'should' as const }),
  })
  world.expect(answer, undone === undefined ? [] : [problem(undone)])
}

/** True for what each write changes, and what another answer may show in another form. */
function isMoving(name: string): boolean {
  return isShownOtherwise(name) || isVersionName(name, true) || namesChange(name)
}
