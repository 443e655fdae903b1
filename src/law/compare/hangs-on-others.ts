import { plainName } from '../../words/words.ts'

/**
 * True for a property whose value hangs on other members by its usual meaning: a flag that one member has, such as `is_default`, and a place among
 * others, such as `position`. A write of another member changes it.
 */
export function hangsOnOthers(name: string, type: string | undefined): boolean {
  const plain = plainName(name)
  if (type === 'boolean') return /^(?:is)?(?:primary|default|main|preferred)$/.test(plain)
  return type === 'integer' && /^(?:position|ordinal|sortorder|displayorder|sortindex)$/.test(plain)
}
