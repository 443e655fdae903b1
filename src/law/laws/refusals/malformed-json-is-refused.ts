import { all, creates } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { contentOf, isJson } from '../../body/request-body.ts'
import { acceptedProblems } from '../../send/status-problem.ts'

const encoder = new TextEncoder()

/** A body that is no JSON is refused. */
export const malformedJsonIsRefused: Law = {
  id: 'malformed-json-is-refused',
  level: 'must',
  text: 'A create whose body is no JSON is refused with a 4xx status.',
  source: 'RFC 8259, section 2',
  needs: all(creates),
  acrossResources: true,
  async check(world) {
    // Shows that the target takes valid bodies here.
    const member = await world.fresh()
    const valid = await world.body()
    const operation = world.operation(world.resource.create?.operation ?? '')
    if (!isJson(contentOf(operation)?.media ?? '')) throw new NotVerified('the create takes no JSON')
    const whole = JSON.stringify(valid.body)
    // No body may stand for a body without any property.
    const empty = operation.body?.required === true ? [''] : []
    for (const text of [whole.slice(0, -1), '{"name": ', 'plain text', ...empty]) {
      const { answer } = await world.create({ ...valid, bytes: encoder.encode(text) })
      world.expect(answer, acceptedProblems(answer, { what: text === '' ? 'an empty body' : 'a body that is no JSON' }))
    }
    world.leave([member])
  },
}
