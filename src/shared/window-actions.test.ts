import { expect, it } from 'vitest'
import { SHORTCUT_IDS } from './domain/shortcuts'
import { ACTION_MENUS, WINDOW_ACTIONS } from './window-actions'

it('every action is in one menu, once, under a name of its own in each language', () => {
  const inMenus = Object.values(ACTION_MENUS).flat(2)
  expect([...inMenus].sort()).toEqual([...SHORTCUT_IDS].sort())
  for (const locale of ['en', 'zh-CN'] as const) {
    const names = SHORTCUT_IDS.map((id) => WINDOW_ACTIONS[id].name({}, { locale }))
    expect(new Set(names).size).toBe(SHORTCUT_IDS.length)
  }
})
