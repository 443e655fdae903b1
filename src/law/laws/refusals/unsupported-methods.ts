import type { Law } from '../../world/law.ts'
import type { Answer } from '../../session/exchange.ts'
import { all, reads } from '../../world/facts.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { statusProblems } from '../../send/status-problem.ts'
import type { Problem } from '../../session/problem.ts'

/** A method that the document does not have for a path is refused. */
export const unsupportedMethods: Law = {
  id: 'unsupported-methods',
  level: 'should',
  text: 'A method that the document does not have for a path is answered 405, with Allow.',
  source: 'RFC 9110, section 15.5.6',
  needs: all(reads),
  acrossResources: true,
  async check(world) {
    const member = await world.some()
    const operation = world.operation(world.resource.read?.operation ?? '')
    const known = new Set(
      world.document.operations.filter(({ path }) => path === operation.path).map(({ method }) => method),
    )
    const method = ['PATCH', 'POST', 'PUT', 'DELETE'].find((one) => !known.has(one))
    // A DELETE or a PUT that the server knows all the same would hit a member of the run only.
    if (method === undefined) throw new NotVerified('the document has each method for the path of a member')
    if (member.claim === undefined) throw new NotVerified('no member of the run could be asked')
    // A server may look at the body before it looks for the method.
    const body = method === 'DELETE' ? {} : { body: { value: {}, media: 'application/json' } }
    const answer = await world.read(member, { method, ...body })
    world.expect(
      answer,
      statusProblems(answer, [405, 501, 404, 403, 401], {
        what: `the method ${method}, which the document does not have for the path`,
      }),
    )
    if (answer.status === 405) world.expect(answer, allowProblems(allowIn(answer), known))
  },
}

/** Several fields with one name are one list (RFC 9110, section 5.3). */
function allowIn({ headers }: Answer): string | undefined {
  const fields = headers.filter(([name]) => name.toLowerCase() === 'allow')
  return fields.length === 0 ? undefined : fields.map(([, value]) => value).join(', ')
}

function allowProblems(allow: string | undefined, known: ReadonlySet<string>): readonly Problem[] {
  const expected = [...known].toSorted().join(', ')
  if (allow === undefined)
    return [
      {
        signature: 'no-allow',
        message: `expected Allow with ${expected} on a 405, got none`,
        at: 'header:Allow',
        expected,
        actual: 'nothing',
      },
    ]
  const names = new Set(allow.split(',').map((name) => name.trim().toUpperCase()))
  const missing = [...known].filter((name) => !names.has(name))
  if (missing.length === 0) return []
  return [
    {
      signature: 'allow-lacks-method',
      message: `expected Allow with ${expected}, got ${allow}`,
      at: 'header:Allow',
      expected,
      actual: allow,
    },
  ]
}
