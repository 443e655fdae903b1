import type { PlannedCase } from './planned-case.ts'

/** A planned case for tests of orders: `a.one[X]` is a row of the case `a.one`. */
export function planned(
  id: string,
  more: { readonly property?: true; readonly requirements?: readonly string[] } = {},
): PlannedCase {
  const { property, requirements = [] } = more
  return {
    id,
    template: id.split('[')[0] ?? id,
    title: id,
    needs: [],
    given: { absent: [], configured: [], beside: [], otherAbsent: [] },
    requirements,
    level: 'must',
    location: { file: 'a.yaml', line: 1, column: 1 },
    seed: id,
    values: {},
    payload: 'minimal',
    steps: [],
    ...(property === undefined
      ? {}
      : {
          property: {
            forall: { part: 'query', mode: 'valid', subject: 'size' },
            drawing: { part: 'query', mode: 'valid', parameter: 'size' },
          } as unknown as NonNullable<PlannedCase['property']>,
        }),
  }
}
