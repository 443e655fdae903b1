import { expect, test } from 'vitest'
import { variantOf } from './keys.ts'
import { CONTRACT } from './loaded.test-support.ts'

test('a key with the name of a property of every object has no variant', () => {
  expect(variantOf(CONTRACT, 'SLACK')?.properties).toContain('/channelName')
  for (const key of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'])
    expect(variantOf(CONTRACT, key), key).toBeUndefined()
})
