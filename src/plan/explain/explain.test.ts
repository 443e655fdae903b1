import { expect, test } from 'vitest'
import { CONTRACT, OWN_SUITES } from '../../contract/loaded.test-support.ts'
import { loadSuites } from '../../suite/load-suites.ts'
import { accepted } from '../../suite/mistakes.test-support.ts'
import { explainCase, explainInvariant } from './explain.ts'
import { planCases } from '../plan.ts'

const OWN = loadSuites([OWN_SUITES], CONTRACT)

/** The explanation of a case without line numbers, which change with every edit of a suite. */
function explained(id: string, suites = OWN): string {
  const planned = planCases(suites, CONTRACT, 0).find((one) => one.id === id)
  if (planned === undefined) throw new Error(`there is no ${id}`)
  return explainCase(planned, CONTRACT).replaceAll(/(\.yaml)(:\d+)+/g, '$1:LINE')
}

test('an explained case has preconditions, requests, expectations and requirements', () => {
  expect(explained('create.twice[DATADOG]')).toMatchInlineSnapshot(`
    "create.twice[DATADOG]
      a second create of a configured type is refused and changes nothing
      suites/integrations/create.yaml:LINE; level must

    Before
      DATADOG exists, made by a create

    Then
      1. send POST /api/atlas/v2/groups/{groupId}/integrations/DATADOG, with the body {"type":"DATADOG","apiKey":"60dca638e55c2903c8b98a20b860290e","region":"AP1","sendCollectionLatencyMetrics":false,"sendDatabaseMetrics":true,"sendQueryStatsMetrics":true,"sendUserProvidedResourceTags":false}
         expect status 409  [second-create-conflicts, must]
         expect the error code INTEGRATION_ALREADY_CONFIGURED  [conflict-code, should]
         expect no change in the group  [a-refusal-changes-nothing, must]

    Because
      second-create-conflicts (must): A create of a type that is already configured is answered 409. Source: errors INTEGRATION_ALREADY_CONFIGURED; specs/integrations/requirements.yaml:LINE
      conflict-code (should): The error code of a second create is INTEGRATION_ALREADY_CONFIGURED. Source: errors INTEGRATION_ALREADY_CONFIGURED; specs/integrations/requirements.yaml:LINE
      a-refusal-changes-nothing (must): A request that is refused with 400, 401, 403, 404 or 409 changes nothing. Source: decisions refusals; specs/integrations/requirements.yaml:LINE
    "
  `)
})

test('branches, saved values, headers, principals, other groups, bytes and walks are explained', () => {
  expect(explained('language.product[DATADOG,1,first]', accepted('language'))).toMatchInlineSnapshot(`
    "language.product[DATADOG,1,first]
      a product of columns and a table, named rows among them
      a sentence more
      fixtures/accepted/language.yaml:LINE; level must

    Before
      DATADOG does not exist
      WEBHOOK exists, made by a create
      PROMETHEUS exists, made by a create
      DATADOG does not exist in the other group
      needs credentials
      needs otherGroup
      needs principal.reader

    Then
      1. send POST /api/atlas/v2/groups/{groupId}/integrations/DATADOG, with itemsPerPage=1 and pretty=true, as the reader, without the header Accept, with X-Dollar: $money, with the body {"type":"DATADOG","apiKey":"b75e28b2a8d3d023c4bc209b0d69b2c7","region":"US3","sendCollectionLatencyMetrics":true,"sendDatabaseMetrics":false,"sendQueryStatsMetrics":false,"sendUserProvidedResourceTags":true,"id":""}
         expect status 200 or 4xx  [create-succeeds, must]
         keep /results/0 as $first
         keep the body as $whole
         keep text as $text
         - when the status is 200 and the operation is create and the method is POST and the query has pretty=any and the body is JSON: send GET /api/atlas/v2/groups/{groupId}/integrations/DATADOG, in the other group
            expect a status other than 200  [groups-are-isolated, must]
         - send GET /api/atlas/v2/groups/{groupId}/integrations
            expect a body with "$first" at /results/0  [list-succeeds, must]
      2. walk over the pages of list by page number, with itemsPerPage=1
         expect every member once over all pages  [next-leads-through-all, must]

    Because
      create-succeeds (must): A create whose body the documented schema of the type accepts, of a type that is not configured, is answered 200. Source: openapi /paths/~1api~1atlas~1v2~1groups~1{groupId}~1integrations~1{integrationType}/post/responses/200; specs/integrations/requirements.yaml:LINE
      groups-are-isolated (must): A write in one group shows in no other group. Source: openapi /paths/~1api~1atlas~1v2~1groups~1{groupId}~1integrations~1{integrationType}/delete/description; specs/integrations/requirements.yaml:LINE
      list-succeeds (must): A list of a group's integrations is answered 200, also when there are none. Source: openapi /paths/~1api~1atlas~1v2~1groups~1{groupId}~1integrations/get/responses/200; specs/integrations/requirements.yaml:LINE
      next-leads-through-all (must): Following next from the first page of the list to the last yields every item once. Source: api-ref lists; specs/integrations/requirements.yaml:LINE
    "
  `)
  expect(explained('language.bodies[SLACK,/w==]', accepted('language')).split('\n')[8]).toMatchInlineSnapshot(
    `"  1. send PATCH /api/atlas/v2/groups/{groupId}/integrations/SLACK, with the query a=%zz, with the group id "0123", with the 1 bytes "�""`,
  )
})

test('every case of the package’s suites is explained without placeholders', () => {
  for (const planned of planCases(OWN, CONTRACT, 0)) {
    const text = explainCase(planned, CONTRACT)
    // Some bodies hold such words on purpose, in quotes after the request.
    expect(text.replaceAll(/with the (?:body|\d+ bytes) .*|"(?:[^"\\\n]|\\.)*"/g, '')).not.toMatch(
      /undefined|\[object \w+\]|NaN/,
    )
    // A row of queries may have none.
    expect(text).not.toContain('with the query ,')
    for (const id of planned.requirements) expect(text).toContain(`${id} (`)
  }
})

test('an explained invariant is one line with its conditions', () => {
  const [invariant] = accepted('language').flatMap(({ invariants }) => invariants)
  expect(invariant === undefined ? '' : explainInvariant(invariant)).toMatchInlineSnapshot(
    `"an invariant with conditions, where the status is 2xx and the operation is read, unless the query has envelope=none"`,
  )
})

test('a twin is explained as the request that is sent after the refusal', () => {
  const lines = explained('language.mended', accepted('language')).split('\n')
  expect(`\n${lines.slice(8, 13).join('\n')}\n`).toMatchInlineSnapshot(`
    "
    Then
      1. send POST /api/atlas/v2/groups/{groupId}/integrations/DATADOG, with pretty=true, as a client without credentials, with the 1 bytes "{"
         expect status 400  [malformed-json-is-refused, must]
         once that is refused, mend it: send POST /api/atlas/v2/groups/{groupId}/integrations/DATADOG, with the body {"type":"DATADOG","apiKey":"faeaed1162d108794ae47c70771a16cc","region":"US3","sendCollectionLatencyMetrics":true,"sendDatabaseMetrics":false,"sendQueryStatsMetrics":false,"sendUserProvidedResourceTags":true}
            expect status 200  [create-succeeds, must]
    "
  `)
})

test('no case or invariant of the package explains a text by a regular expression', () => {
  const cases = planCases(OWN, CONTRACT, 0).map((planned) => explainCase(planned, CONTRACT))
  const invariants = OWN.flatMap((suite) => suite.invariants).map((invariant) => explainInvariant(invariant))
  expect([...cases, ...invariants].join('\n').match(/.*that matches.*/g)).toBe(null)
})

test('requests at the same moment are explained one by one, with what follows them', () => {
  expect(explained('language.together[SLACK]', accepted('language')).split('\n').slice(4, 24).join('\n'))
    .toMatchInlineSnapshot(`
    "Before
      SLACK exists, made by a create

    Then, 2 times from the same state, until the first finding
      1. send GET /api/atlas/v2/groups/{groupId}/integrations
         expect status 200  [list-succeeds, must]
         keep /results/0/id as $id
      2. send 4 requests at the same moment, then a list and a read of each written key
         - send PUT /api/atlas/v2/groups/{groupId}/integrations/SLACK, with the body {"type":"SLACK","apiToken":"xoxb-Vy3vRRatWN2uvJC0beplEafvFwKKxYXxqb3h","channelName":"atlas-on-call","teamName":"Payments Platform","id":"$id"}
         - send PUT /api/atlas/v2/groups/{groupId}/integrations/SLACK, with the body {"type":"SLACK","apiToken":"xoxb-qQ7gTxJ42DZbKWXg1ZkswNHl8JfATNjZajEC","channelName":"atlas-on-call","teamName":"Payments Platform","id":"$id"}
         - send PUT /api/atlas/v2/groups/{groupId}/integrations/SLACK, with the body {"type":"SLACK","apiToken":"xoxb-m1RRftLdfSIdocHZbTOotgV96GFmKF6ZxfA7","channelName":"atlas-on-call","teamName":"Payments Platform","id":"$id"}
         - send GET /api/atlas/v2/groups/{groupId}/integrations/SLACK, as the reader, with X-Id: $id
              expect status 200  [read-succeeds, must]
              expect a body with "SLACK" at /type  [read-succeeds, must]
         expect each key afterwards as a last successful write left it  [values-come-back, must]
         expect an order of the requests that explains all their answers, key by key  [concurrent-requests-have-an-order, observe]
      3. send DELETE /api/atlas/v2/groups/{groupId}/integrations/SLACK
         expect status 204  [delete-succeeds, must]

    Because"
  `)
})

test('the pieces of a body are told, with the cuts within its characters', () => {
  expect(explained('text.chunked-create[SLACK]')).toContain('"}, in chunks without its length, cut within characters\n')
  expect(explained('text.in-pieces[SLACK]')).toContain('"}, in several pieces with its length, cut within characters\n')
})
