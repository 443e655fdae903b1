import { HEADER, ITEM_SCHEMA, keys, MEDIA_TYPE, pathOf } from './item.ts'

/** The work as a Step CI workflow: one test for each case. */
export function stepciWorkflow(origin: string, count: number): object {
  const tests = keys(count).map((key) => [
    key,
    {
      steps: [
        {
          http: {
            url: `${origin}${pathOf(key)}`,
            method: 'GET',
            headers: { Accept: MEDIA_TYPE },
            check: {
              status: 200,
              headers: { [HEADER.name]: HEADER.value },
              schema: ITEM_SCHEMA,
              jsonpath: { '$.type': key },
            },
          },
        },
      ],
    },
  ])
  return { version: '1.1', name: 'bench', config: { concurrency: 1 }, tests: Object.fromEntries(tests) }
}
