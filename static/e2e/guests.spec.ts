import { expect, grant, join, listen, next, seat, test } from './fixtures'
import { answerSafety, gather } from './retro'

// A shut door is an answer that the browser itself reports, so the guest's console is not watched.
test('a retrospective is the team’s own: a product manager is let in, and asked to leave', async ({
  page,
  browser,
  watch,
  enter,
}) => {
  watch(page)
  const [link, [ann, bo, dia]] = await gather(page, enter, ['Ann', 'Bo', 'Dia', 'Eve'])
  const guests = await browser.newContext()
  const pam = await guests.newPage()
  listen(pam)

  await test.step('the door is shut, and opened', async () => {
    await pam.goto(link)
    await pam.getByLabel('Your name').fill('Pam')
    await pam.getByRole('checkbox', { name: 'Developer', exact: true }).uncheck({ force: true })
    await pam.getByRole('checkbox', { name: 'Product manager', exact: true }).check({ force: true })
    await pam.getByRole('button', { name: 'Join the meeting' }).click()
    await expect(pam.getByRole('heading', { name: 'The team is among itself here' })).toBeVisible()
    await expect(bo.getByText('Only the team may come in.')).toBeVisible()

    await ann.getByRole('checkbox', { name: 'Product managers may come in' }).check({ force: true })
    await expect(bo.getByText('May come in as guests: Product manager')).toBeVisible()
    await pam.getByRole('button', { name: 'Choose my role again' }).click()
    await join(pam, 'Pam', ['Product manager'])
    await grant(ann, 'Pam would like to be product manager.')
    await expect(pam.getByText('Pam, product manager')).toBeVisible()
  })

  await test.step('safety is low: the guest is asked to leave, and says goodbye', async () => {
    await next(ann).click()
    await expect(pam.getByText('This is asked of those who take part.')).toBeVisible()
    // Eve does not answer, so that nothing ends by itself.
    for (const one of [ann, bo, dia]) await answerSafety(one, '1')
    await expect(next(ann)).toContainText('Show the answers')
    // What is on its way when they are shown counts no more, and of fewer than three nothing is shown.
    await expect(ann.getByText('3 have answered').first()).toBeVisible()
    await next(ann).click()
    await expect(ann.getByText('It is hard to speak openly here.')).toBeVisible()
    await expect(bo.getByText('Some are not fine.')).toBeVisible()
    await ann.getByRole('button', { name: 'Ask guests to leave' }).click()
    await expect(pam.getByRole('heading', { name: 'The team would like to be among itself.' })).toBeVisible()
    await expect(bo.getByRole('heading', { name: 'Saying goodbye: Pam' })).toBeVisible()
    await expect(pam.locator('.figure')).toHaveText(/^(1:00|0:5\d|\d+)/)
    await expect(next(pam)).toContainText('Leave the meeting')
    await next(pam).click()
    await expect(pam.getByRole('heading', { name: 'You left the meeting' })).toBeVisible()
    await expect(bo.getByRole('heading', { name: 'The team is among itself.' })).toBeVisible()
    await expect(seat(bo, 'Pam')).toHaveCount(0)
  })

  await test.step('and the door is shut again', async () => {
    const again = await (await browser.newContext()).newPage()
    await again.goto(link)
    await again.getByLabel('Your name').fill('Pia')
    await again.getByRole('checkbox', { name: 'Developer', exact: true }).uncheck({ force: true })
    await again.getByRole('checkbox', { name: 'Product manager', exact: true }).check({ force: true })
    await again.getByRole('button', { name: 'Join the meeting' }).click()
    await expect(again.getByRole('heading', { name: 'The team is among itself here' })).toBeVisible()
    await again.context().close()
  })
  await guests.close()
})
