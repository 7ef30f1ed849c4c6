import { createRequire } from 'node:module'
import type * as Keytar from 'keytar'
import { expect, test } from './app.fixture'
import { recordReplies } from './record-replies'
import { RillPage } from './rill-page'
import { filesHolding } from './files-holding'

const KEY = 'sk-test-Zq7fW2mKx9LpR4vT8nB3yH6d'
const keytar = createRequire(import.meta.url)('keytar') as typeof Keytar

test.skip(process.platform === 'linux' && process.env['RILL_TEST_KEYRING'] === undefined, 'needs a keyring of its own')

test('a key goes into the keychain and the Authorization header, and nowhere else', async ({ start, profile, provider }) => {
  const app = await start()
  const rill = new RillPage(app.page)
  const replies = await recordReplies(app.electron)
  const providerId = await rill.addProvider(provider.baseUrl)
  await rill.openProvider('Steered')
  await rill.saveKey(KEY)
  await expect(rill.main).toContainText(`Ends in ${KEY.slice(-4)}`)
  expect(await keytar.getPassword('Rill', providerId)).toBe(KEY)

  await rill.newConversation()
  await rill.ask('Who goes there?')
  const request = await provider.next()
  expect(request.authorization).toBe(`Bearer ${KEY}`)
  // A provider that repeats the key in its complaint must not bring it back in.
  request.refuse(401, `Incorrect API key provided: ${KEY}`)
  await expect(rill.button('chat_try_again')).toBeVisible()
  expect(await app.page.content()).not.toContain(KEY)
  expect((await replies()).filter((reply) => reply.includes(KEY))).toEqual([])
  await app.quit()

  expect(await filesHolding(profile, KEY)).toEqual([])
  expect(app.printed).not.toContain(KEY)

  const again = new RillPage((await start()).page)
  await again.ask('Who goes there now?')
  expect((await provider.next()).authorization).toBe(`Bearer ${KEY}`)
  await keytar.deletePassword('Rill', providerId)
})

test('a forgotten key is gone from the keychain', async ({ rill, provider }) => {
  const providerId = await rill.addProvider(provider.baseUrl)
  await rill.openProvider('Steered')
  await rill.saveKey(KEY)
  await expect(rill.main).toContainText(`Ends in ${KEY.slice(-4)}`)
  await rill.main.getByRole('button', { name: 'Forget', exact: true }).click()
  await expect(rill.main).not.toContainText(`Ends in ${KEY.slice(-4)}`)
  expect(await keytar.getPassword('Rill', providerId)).toBeNull()
})
