import { expect, test } from './app.fixture'
import { filesHolding } from './files-holding'
import { RillPage } from './rill-page'

const KEY = 'sk-test-Jd5cQ8wYb2NsV7uE4gX9tA1m'
/** A bus that cannot be reached is what a system without a keychain looks like. */
const NO_KEYCHAIN = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere/bus', XDG_RUNTIME_DIR: undefined }

test.skip(process.platform !== 'linux', 'only Linux can be without a keychain')

test('without a keychain the app says so and keeps the key for this session only', async ({ start, profile, provider }) => {
  const app = await start({ env: NO_KEYCHAIN })
  const rill = new RillPage(app.page)
  await rill.addProvider(provider.baseUrl)
  await rill.openProvider('Steered')
  await rill.saveKey(KEY)
  await expect(rill.main).toContainText('This system has no keychain')
  await rill.main.getByRole('button', { name: 'Keep for this session only' }).click()
  await expect(rill.main).toContainText('kept in memory until you quit')

  await rill.newConversation()
  await rill.ask('Who goes there?')
  const request = await provider.next()
  expect(request.authorization).toBe(`Bearer ${KEY}`)
  request.say('Me.')
  request.finish()
  await rill.finished()
  await app.quit()
  expect(await filesHolding(profile, KEY)).toEqual([])

  const again = new RillPage((await start({ env: NO_KEYCHAIN })).page)
  await again.openProvider('Steered')
  await expect(again.main).not.toContainText(`Ends in ${KEY.slice(-4)}`)
})
