/** The work of all contestants: each case reads one item and checks its status, a header, its schema and a member. */

export const GROUP = '64b1f0c2a9d3e45f67890abc'
export const MEDIA_TYPE = 'application/vnd.atlas.2023-01-01+json'
/** The expected header of each case. */
export const HEADER = { name: 'x-served-by', value: 'bench' }

export const ITEM_SCHEMA = {
  type: 'object',
  required: ['id', 'type', 'name', 'enabled', 'region', 'tags', 'count'],
  properties: {
    id: { type: 'string', pattern: '^[0-9a-f]{24}$' },
    type: { type: 'string' },
    name: { type: 'string' },
    enabled: { type: 'boolean' },
    region: { type: 'string', enum: ['US', 'EU'] },
    tags: { type: 'array', items: { type: 'string' } },
    count: { type: 'integer', minimum: 0 },
  },
} as const

export function keyOf(index: number): string {
  return `item-${index}`
}

export function keys(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => keyOf(index))
}

export function pathOf(key: string): string {
  return `/groups/${GROUP}/items/${key}`
}

export function itemOf(key: string): object {
  const number = Number(key.replace(/\D/g, ''))
  return {
    id: number.toString(16).padStart(24, '0'),
    type: key,
    name: `Item ${number}`,
    enabled: true,
    region: 'US',
    tags: ['one', 'two'],
    count: number,
  }
}
