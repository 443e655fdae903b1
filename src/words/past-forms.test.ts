import { expect, test } from 'vitest'
import { pastForms } from './past-forms.ts'

test.each([
  ['publish', ['published']],
  ['archive', ['archived']],
  ['cancel', ['canceled', 'cancelled']],
  ['ship', ['shiped', 'shipped']],
  ['verify', ['verified']],
  ['deploy', ['deployed']],
  ['send', ['sent']],
  ['resend', ['resent']],
  ['unfreeze', ['unfrozen']],
])('the past participles of %s are %s', (verb, forms) => {
  expect(pastForms(verb)).toEqual(forms)
})
