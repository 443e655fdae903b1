import { expect, test } from 'vitest'
import { isHolder } from './is-holder.ts'

test('attributes and metadata are of the member itself, and any other object may be another member', () => {
  expect(['attributes', 'meta', 'metaData', 'milestone', 'owner', 'address'].map(isHolder)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ])
})
