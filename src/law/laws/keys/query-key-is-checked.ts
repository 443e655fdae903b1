import { isValidBy } from '../../body/validators.ts'
import { namedInQuery, queryKeyOf } from '../../key/query-key.ts'
import { acceptedProblems } from '../../send/status-problem.ts'
import { isSuccess } from '../../session/exchange.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { shouldUnless } from '../../session/problem.ts'
import { all, creates, keyed } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'

/** The letters of a key that is longer than any usual bound, as a count. */
const LONG = 300

/** A key in the query keeps to its schema. */
export const queryKeyIsChecked: Law = {
  id: 'query-key-is-checked',
  level: 'must',
  text: 'A create whose query parameter names the member by a key that breaks the schema of the parameter is refused with a 4xx status.',
  source: 'OpenAPI 3.1, section 4.8.12 (Parameter Object); AIP-133',
  needs: all(creates, keyed, namedInQuery),
  isRare: true,
  async check(world) {
    const parameter = queryKeyOf(world.resource, world.document)
    if (parameter === undefined) throw new NotVerified('no query parameter of the create names the member')
    const { name, schema } = parameter
    const isValid = (key: string): boolean => isValidBy(key, schema, world.validators)
    const key = world.word()
    const wrong = [
      `${key.slice(0, 4)}${key.slice(4).toUpperCase()}`,
      `${key}_x`,
      `${key}!`,
      `${key}-`,
      key.padEnd(LONG, 'x'),
    ]
    const broken = wrong.filter((one) => !isValid(one))
    if (!isValid(key) || broken.length === 0) throw new NotVerified(`the document allows any text as ${name}`)
    const right = await world.create({ ...(await world.body()), query: { [name]: key } })
    if (!isSuccess(right.answer)) throw new NotVerified(`a create with ${name} was answered ${right.answer.status}`)
    const { responses } = world.operation(world.resource.create?.operation ?? '')
    const isDocumented = ['400', '422', '4XX'].some((status) => Object.hasOwn(responses, status))
    for (const one of broken) {
      const { answer } = await world.create({ ...(await world.body()), query: { [name]: one } })
      const what = `a create with ${name}=${one.slice(0, 40)}, which breaks the schema of ${name}`
      const problems = acceptedProblems(answer, { level: undefined, what, ...shouldUnless(isDocumented) })
      if (!world.expect(answer, problems)) return
    }
  },
}
