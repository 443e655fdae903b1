import { isJsonMediaType } from '../reading/media-types.ts'
import type { AssertionKind } from '../assertion-kind.ts'
import { headerOf } from '../../http/raw-response.ts'

/** A media type, or `json` for any JSON media type. Parameters and case are ignored. */
export const mediaType: AssertionKind<string> = {
  name: 'mediaType',
  schema: {
    type: 'string',
    pattern: '^(json|[\\w.+-]+/[\\w.+-]+)$',
    description: 'json, or a media type such as application/json',
  },
  applies: () => true,
  check(expected, { response }) {
    const fits =
      expected === 'json' ? isJsonMediaType(response.mediaType) : response.mediaType === expected.toLowerCase()
    if (fits) return []
    const actual = headerOf(response, 'content-type') ?? 'none'
    const wanted = expected === 'json' ? 'a JSON media type' : expected
    return [
      {
        signature: 'wrong-media-type',
        message: `expected ${wanted}; the Content-Type is ${actual}`,
        at: 'header:Content-Type',
        expected: wanted,
        actual,
      },
    ]
  },
  explain: (expected) => (expected === 'json' ? 'a JSON media type' : `the media type ${expected}`),
}
