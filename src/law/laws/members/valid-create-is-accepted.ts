import type { DocumentSchema } from '../../../document/api-document.ts'
import { isObject } from '../../../json/pointer.ts'
import { type Answer, isRefusal } from '../../session/exchange.ts'
import { all, creates } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified, unlessNotVerified } from '../../session/not-verified.ts'
import { memberSchema } from '../../world/optional-properties.ts'
import { flatten } from '../../body/flatten-schema.ts'
import { refersToOthers } from '../../body/refers-to-others.ts'
import { statusProblems } from '../../send/status-problem.ts'
import { mayBreakRule } from '../../refusal/rule-in-words.ts'
import type { World } from '../../world/world.ts'

/**
 * A body that keeps to the document is accepted. A should: the document may leave out a rule, such as that a referred member must
 * exist.
 */
export const validCreateIsAccepted: Law = {
  id: 'valid-create-is-accepted',
  level: 'should',
  text: 'A create with a body that keeps to the document is accepted.',
  source: 'OpenAPI 3.1, section 4.8.13 (Request Body Object)',
  needs: all(creates),
  async check(world) {
    // Makes the parents, and finds the way in which the target accepts bodies.
    const failure = await world.fresh().then(
      () => undefined,
      (error: unknown) => error,
    )
    const refused = world.refused()
    if (refused !== undefined) holdRefusal(refused, world)
    if (failure !== undefined) throw failure
    for (const variant of [1, 2]) {
      const asked = await world.body({ variant })
      const { answer } = await world.create(asked)
      if (isRefusal(answer) && answer.status === 429) return
      if (answer.status === 409 && (isStated(answer, world) || (await fitsOtherwise(variant, world)))) continue
      if (mayBreakRule({ answer, body: asked.body }, world) && (await fitsOtherwise(variant, world))) continue
      if (!world.expect(answer, statusProblems(answer, ['2xx'], { what: 'a create with a valid body' }))) return
    }
  },
}

/** True where the document has a 409 for the create: it may hang on a state that no schema tells, such as a stock. */
function isStated({ status }: Answer, world: World): boolean {
  return Object.hasOwn(world.operation(world.resource.create?.operation ?? '').responses, String(status))
}

/** True where a body with other values is accepted after a conflict, such as of the days of another booking. */
async function fitsOtherwise(variant: number, world: World): Promise<boolean> {
  return (await unlessNotVerified(() => world.fresh({ variant }))) !== undefined
}

function holdRefusal(
  { answer: refused, body }: { readonly answer: Answer; readonly body: unknown },
  world: World,
): void {
  if (refused.status === 409 && isStated(refused, world)) return
  const named = nameOfOther(world)
  if (named !== undefined)
    throw new NotVerified(`a create may have to name a member of another resource at /${named}, and none is known`)
  if (mayBreakRule({ answer: refused, body }, world)) return
  world.expect(refused, statusProblems(refused, ['2xx'], { what: 'a create with a valid body' }))
}

/** An optional property that may name a member of a resource which the contract does not have, such as `trip_id`. */
function nameOfOther(world: World): string | undefined {
  const { resource, document } = world
  const { properties } = memberSchema({ operation: resource.create?.operation ?? '' }, world)
  const own = new Set(Object.values(resource.key.address?.value ?? {}))
  const known = Object.keys(resource.refers)
  return Object.entries(isObject(properties) ? properties : {}).find(([name, property]) => {
    const schema = flatten(property as DocumentSchema, document.schemas)
    const isOpen = schema['readOnly'] !== true && !own.has(`/${name}`) && !known.includes(`/${name}`)
    return isOpen && !/^(?:id|uuid|guid)$/i.test(name) && refersToOthers(name, schema)
  })?.[0]
}
