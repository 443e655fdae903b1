import { expect, test } from 'vitest'
import { saysRefusesEffect } from './says-refuses-effect.ts'

test.each([
  ['A movement that would make the stock of the product negative is refused with 400.', true],
  ['More than what is left to refund is refused with 400, and so are other orders.', true],
  ['Is rejected if the balance would become negative.', true],
  ['Answered with 409 when the amount exceeds the limit.', true],
  ['An amount that exceeds the limit is answered with 409.', true],
  ['A name that another tag has is refused (409).', false],
  ['Adds to the stock of a product, or takes from it.', false],
  [undefined, false],
])('amounts that are refused for what they would lead to: %s', (description, says) => {
  expect(saysRefusesEffect(description)).toBe(says)
})
