import { all, creates } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { documentsRefusedWrites } from '../../body/documents-refusal.ts'
import { contentOf } from '../../body/request-body.ts'
import { isJson } from '../../../resource/shape/body-schema.ts'
import { acceptedProblems } from '../../send/status-problem.ts'

const encoder = new TextEncoder()

/** Bodies at which a server fails that looks for a property without a look at the type. */
const NO_OBJECTS = ['null', '[]']

/** A body that is no JSON is refused. */
export const malformedJsonIsRefused: Law = {
  id: 'malformed-json-is-refused',
  level: 'must',
  text: 'A create whose body is no JSON, or has no object where the schema needs one, is refused with a 4xx status.',
  source: 'RFC 8259, section 2',
  needs: all(creates),
  acrossResources: true,
  async check(world) {
    // Shows that the target takes valid bodies here.
    const member = await world.fresh()
    const valid = await world.body()
    const operation = world.operation(world.resource.create?.operation ?? '')
    const { media = '', schema = true } = contentOf(operation) ?? {}
    if (!isJson(media)) throw new NotVerified('the create takes no JSON')
    const whole = JSON.stringify(valid.body)
    // No body may stand for a body without any property.
    const empty = operation.body?.required === true ? [''] : []
    for (const text of [whole.slice(0, -1), '{"name": ', 'plain text', ...empty]) {
      const { answer } = await world.create({ ...valid, bytes: encoder.encode(text) })
      world.expect(answer, acceptedProblems(answer, { what: text === '' ? 'an empty body' : 'a body that is no JSON' }))
    }
    const errorsOf = world.validators(schema)
    const needsObject = errorsOf !== undefined && errorsOf({}).length > 0
    const isDocumented = documentsRefusedWrites(world.resource, world.document)
    for (const text of isDocumented ? NO_OBJECTS : []) {
      const { answer } = await world.create({ ...valid, bytes: encoder.encode(text) })
      // A server may read an empty list as an object without properties. Each answer is searched for crashes.
      const isInvalid = needsObject && errorsOf(JSON.parse(text)).length > 0
      if (isInvalid) world.expect(answer, acceptedProblems(answer, { what: `the body ${text}` }))
    }
    world.leave([member])
  },
}
