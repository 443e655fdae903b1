import { isObject } from '../../json/pointer.ts'
import { all, keyed, reads } from '../facts.ts'
import type { Law } from '../law.ts'
import { NotVerified } from '../not-verified.ts'
import { itemOperation, parametersIn } from '../paths.ts'
import { flatten, typeOf } from '../plausible-value.ts'
import { statusProblems } from '../status-problem.ts'
import type { World } from '../world.ts'

/** A key that no member can have finds none. */
export const malformedKeyIsRefused: Law = {
  id: 'malformed-key-is-refused',
  level: 'should',
  text: 'A read of a key that breaks the schema of its path parameter is refused with a 4xx status.',
  source: 'OpenAPI 3.1, section 4.8.12 (Parameter Object)',
  needs: all(reads, keyed),
  onlyReads: true,
  async check(world) {
    const member = await world.some()
    let judged = 0
    for (const [index, key] of member.own.entries()) {
      const malformed = malformedKey(index - member.own.length, world)
      if (malformed === undefined || malformed === key) continue
      judged += 1
      const answer = await world.read({ above: member.above, own: member.own.with(index, malformed) })
      world.expect(answer, statusProblems(answer, ['4xx'], { what: `a read of the key ${JSON.stringify(malformed)}` }))
    }
    if (judged === 0) throw new NotVerified('the document allows any text as a key')
  },
}

/** A text that the schema of a path parameter does not allow. Undefined where it allows any text. */
function malformedKey(place: number, { resource, document }: World): string | undefined {
  const operation = itemOperation(resource, document)
  const name = parametersIn(operation?.path ?? '').at(place)
  const parameter = operation?.parameters.find((one) => one.in === 'path' && one.name === name)
  const schema = parameter === undefined ? undefined : flatten(parameter.schema, document.schemas)
  if (schema === undefined || !isObject(schema)) return undefined
  const type = typeOf(schema)
  const isClosed =
    type === 'integer' || type === 'number' || schema['format'] === 'uuid' || Array.isArray(schema['enum'])
  return isClosed ? 'not-a-key' : undefined
}
