import { expect, test } from 'vitest'
import { withKeysOfOthers } from './keys-of-others.ts'

const keys = new Map([['/lines/*/product', ['7']]])
const itemAt = (at: string): unknown => (at === '/lines' ? { product: 'x', count: 2 } : undefined)
const isValid = (): boolean => true

test('a list of objects that is empty gets an item which names a member', () => {
  const how = { keys, isValid, adds: () => true }
  expect(withKeysOfOthers({ lines: [] }, { ...how, itemAt })).toEqual({ lines: [{ product: '7', count: 2 }] })
  expect(withKeysOfOthers({ lines: [] }, how)).toEqual({ lines: [] })
  expect(withKeysOfOthers({ lines: [{ product: 'y' }] }, how)).toEqual({ lines: [{ product: '7' }] })
  expect(withKeysOfOthers({ lines: [] }, { keys, isValid, itemAt })).toEqual({ lines: [] })
})
