/** The generated body: a few properties, the same for all contestants. */
export const DRAWN_KEY = 'item'

export const DRAWN_SCHEMA = {
  type: 'object',
  required: ['name', 'count'],
  properties: {
    type: { type: 'string', enum: [DRAWN_KEY] },
    name: { type: 'string', minLength: 1, maxLength: 40 },
    enabled: { type: 'boolean' },
    region: { type: 'string', enum: ['US', 'EU', 'AP'] },
    count: { type: 'integer', minimum: 0, maximum: 1000 },
  },
} as const

/** A group outside the lanes of the run: requests to it need no set-up and leave nothing. */
export function elsewhere(index: number): string {
  return `64b1f0c2a9d3e45f678910${index.toString(16).padStart(2, '0')}`
}

export function laneId(index: number): string {
  return `64b1f0c2a9d3e45f678900${index.toString(16).padStart(2, '0')}`
}
