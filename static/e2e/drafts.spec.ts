import { expect, next, open, seat, test } from './fixtures'
import { box, gather, goTo } from './retro'

// (ParabolInc/parabol#6839)
test('what somebody types outlives the phase, a reload and a closed tab, and can still be sent', async ({
  page,
  watch,
  enter,
}) => {
  watch(page)
  const link = await open(page, 'Ann')
  const bo = await enter(link, 'Bo')
  await next(page).click()
  await page.getByRole('button', { name: 'Next phase' }).click()
  await bo.getByRole('button', { name: 'Raise blocker' }).click()
  await bo.getByLabel('What is in the way?').fill('Half a blo')
  for (const phase of ['Blockers', 'Plan']) {
    await page.getByRole('button', { name: 'Next phase' }).click()
    await expect(bo.getByRole('heading', { level: 1, name: phase })).toBeAttached()
  }

  // Nothing in this phase shows it, so the page says that it is there.
  await bo.getByRole('button', { name: 'Show', exact: true }).click()
  const sheet = bo.getByRole('dialog', { name: 'Typed, not sent' })
  await expect(sheet.getByText('Half a blo')).toBeVisible()
  await bo.reload()
  await expect(seat(bo, 'Bo')).toBeVisible()
  const again = watch(await bo.context().newPage())
  await bo.close()
  await again.goto(page.url())
  await again.getByRole('button', { name: 'Show', exact: true }).click()
  const kept = again.getByRole('dialog', { name: 'Typed, not sent' })
  await kept.getByRole('button', { name: 'Send it' }).click()
  await expect(kept).toBeHidden()
  await expect(again.getByText('not sent')).toHaveCount(0)
  await page.getByRole('button', { name: 'Back', exact: true }).click()
  await expect(page.getByText('Half a blo')).toBeVisible()
})

// (element-hq/element-web#7177)
test('what nobody may know of is on no disk, and the browser asks before it is lost', async ({
  page,
  watch,
  enter,
}) => {
  watch(page)
  const [, [ann, bo]] = await gather(page, enter, ['Ann', 'Bo', 'Cem'])
  await next(ann).click()
  await goTo(ann, 'What should this sprint teach us?')
  await box(bo, 'Ideas').fill('For my eyes only')
  expect(await bo.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain('my eyes')
  const asked = bo.waitForEvent('dialog')
  await bo.close({ runBeforeUnload: true })
  expect((await asked).type()).toBe('beforeunload')
  await (await asked).dismiss()

  // Far from its box it is there still.
  await goTo(ann, 'What will we do differently?')
  await bo.getByRole('button', { name: 'Show', exact: true }).click()
  await expect(bo.getByRole('dialog').getByText('For my eyes only')).toBeVisible()
  await bo.getByRole('dialog').getByRole('button', { name: 'Forget it' }).click()
  await expect(bo.getByRole('dialog')).toBeHidden()
  await bo.close({ runBeforeUnload: true })
})
