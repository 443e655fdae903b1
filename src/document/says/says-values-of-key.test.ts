import { expect, it } from 'vitest'
import { valuesOfKeySaid } from './says-values-of-key.ts'

const SAID = [
  'Sets the value. `secure` is `on` or `off` (default `off`), `level` is `1.0`, `1.1` or `1.2`',
  '(default `1.0`), `mode` is `none` (nothing), `some`, or `all`, and `cache_ttl` is a number of seconds from 0 to 31536000 (default 14400).',
].join('\n')

it('reads the values that a description states for a key', () => {
  expect(valuesOfKeySaid(SAID, 'secure')).toEqual({ listed: ['on', 'off'] })
  expect(valuesOfKeySaid(SAID, 'level')).toEqual({ listed: ['1.0', '1.1', '1.2'] })
  expect(valuesOfKeySaid(SAID, 'mode')).toEqual({ listed: ['none', 'some', 'all'] })
  expect(valuesOfKeySaid(SAID, 'cache_ttl')).toEqual({ from: 0, to: 31_536_000 })
  expect(valuesOfKeySaid('- `theme`: `dark` | `light`\n- `size`: an integer between 1 and 9', 'theme')).toEqual({
    listed: ['dark', 'light'],
  })
  expect(valuesOfKeySaid('- `theme`: `dark` | `light`\n- `size`: an integer between 1 and 9', 'size')).toEqual({
    from: 1,
    to: 9,
  })
  expect(valuesOfKeySaid('"theme" must be one of "dark" or "light".', 'theme')).toEqual({ listed: ['dark', 'light'] })
})

it('says nothing where a description leaves the values open', () => {
  expect(valuesOfKeySaid(SAID, 'other')).toBeUndefined()
  expect(valuesOfKeySaid('`theme` is `dark` by default.', 'theme')).toBeUndefined()
  expect(valuesOfKeySaid('`theme` is `dark`, `light` or any name of a theme.', 'theme')).toBeUndefined()
  expect(valuesOfKeySaid('`theme` is `dark`, such as in `night` or `day`.', 'theme')).toBeUndefined()
  expect(valuesOfKeySaid('`theme` is `dark` or `light`, or the name of a theme.', 'theme')).toBeUndefined()
  expect(valuesOfKeySaid('`theme` is usually `dark` or `light`.', 'theme')).toBeUndefined()
  expect(
    valuesOfKeySaid('`theme` is `dark` or `light`. For guests, `theme` is `light` or `plain`.', 'theme'),
  ).toBeUndefined()
  expect(valuesOfKeySaid('`size` is a number from 0.5 to 1.5.', 'size')).toBeUndefined()
})
